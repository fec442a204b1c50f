"""Debian's chromium, and the chat page in it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

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
expect.set_options(timeout=30_000)  # milliseconds: how long an answer takes says how busy the machine is


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
