"""Takes the README's picture of the chat page: `.venv/bin/python scripts/screenshot.py` after `make setup`."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright, expect
from serving import PROJECT, serving

from bot.runtime.settings import Settings

QUESTION = "can I drink alcohol on baclofen?"
PICTURE = PROJECT / "docs" / "images" / "chat.png"


async def take(address: str) -> None:
    """Asks a question on the page, and takes the picture of the answer.

    Args:
        address: Of a running server.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page(viewport={"width": 800, "height": 1180}, color_scheme="light")
        await page.goto(address)
        await page.get_by_label("Your question").fill(QUESTION)
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator("article.answer").last).to_be_visible()
        await expect(page.get_by_label("Your question")).to_be_focused()
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=PICTURE)
        await browser.close()


def main() -> int:
    """Takes the picture; the exit status."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), Settings().state) as address:
        asyncio.run(take(address))
    sys.stderr.write(f"{PICTURE.relative_to(PROJECT)}: {PICTURE.stat().st_size // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
