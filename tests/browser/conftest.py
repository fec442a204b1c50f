"""The real server, in a process of its own, and Debian's chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from bot.channels.settings import PROJECT
from bot.runtime.settings import Settings

START_SECONDS = 90
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when the address answers; fails with the server's log where it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)  # the one place that has to wait for another process
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def address(trained: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is, with the model and the knowledge base of this checkout, and conversations of its own."""
    state = tmp_path_factory.mktemp("state")
    for name in ("knowledge.db", "medicine-names.json.gz"):
        if (trained.state / name).exists():
            shutil.copy(trained.state / name, state / name)
    port = free_port()
    log = state / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)],
            cwd=PROJECT,
            env={**os.environ, "MEDGUIDE_STATE": str(state)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
async def browser(require: Callable[[bool, str], None]) -> AsyncIterator[Browser]:
    """A browser without a window."""
    require(CHROMIUM is not None, "no chromium on this machine (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The chat page, fresh. The browser may complain of nothing on it but a failed request."""
    context = await browser.new_context(viewport={"width": 900, "height": 1000})
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address)
    yield page
    await context.close()
    assert [each for each in complaints if "Failed to load resource" not in each] == []
