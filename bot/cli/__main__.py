"""`python -m bot.cli`: the same as `bot`."""

from __future__ import annotations

from bot.cli import main

main(prog_name="bot")
