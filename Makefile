# Every target does the set-up that it needs; a second call finds it done. The logic is in scripts/bootstrap.py (before
# there is an environment) and bot/runtime/build.py (inside it).

PYTHON3 ?= python3
PORT ?= 5005
BIN := .venv/bin
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help setup environment run chat test train evaluate bench lint lock

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

environment:
	@$(PYTHON3) scripts/bootstrap.py

setup: environment ## Make the environment, the knowledge base and the model
	@$(BIN)/python -m bot.runtime.build

run: setup ## Serve the chat page on http://localhost:5005 (PORT=... for another port)
	@$(BIN)/bot serve --port $(PORT)

chat: setup ## Talk in the terminal
	@$(BIN)/bot chat

train: environment ## Train the model anew, whether or not something changed
	@$(BIN)/bot train --force

test: setup ## Run all tests (TESTS=path for some of them)
	@$(BIN)/python -m pytest $(TESTS)

evaluate: setup ## Measure emergencies, understanding, answers, their reading grade, and interactions
	@$(BIN)/python -m evaluation

bench: setup ## Measure how long an answer takes, and the search for an emergency
	@$(BIN)/python -m benchmarks.latency
	@$(BIN)/python -m benchmarks.screen

lint: setup ## Check code, types, imports, content and training data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bot kb validate
	@RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 $(BIN)/rasa data validate --fail-on-warnings --quiet

lock: environment ## Write requirements.txt anew from pyproject.toml
	@PATH="$(CURDIR)/.tools/bin:$$PATH" uv pip compile pyproject.toml --all-extras --generate-hashes --python 3.10 --no-emit-index-url --quiet -o requirements.txt
