"""The chat page in a real browser: ask, read, press a button, follow up."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

pytestmark = pytest.mark.browser

RED_FLAG = "my husband took 30 baclofen tablets and he is not breathing"


async def ask(page: Page, text: str) -> None:
    await page.get_by_label("Your question").fill(text)
    await page.get_by_role("button", name="Send").click()


def last_answer(page: Page) -> Locator:
    return page.locator("article.answer").last


async def test_the_page_says_that_it_is_a_program_and_offers_questions(page: Page) -> None:
    await expect(page.get_by_text("You are talking to a computer program")).to_be_visible()
    assert await page.locator("#start button").count() == 3
    await expect(page.get_by_label("Your question")).to_be_focused()


async def test_a_question_is_answered_with_its_source(page: Page) -> None:
    await ask(page, "can I drink alcohol on baclofen?")
    answer = last_answer(page)
    await expect(answer.locator(".headline").first).to_contain_text("alcohol")
    await expect(answer.locator(".sources")).to_contain_text("date not known")
    await expect(page.locator("article.person")).to_have_text("can I drink alcohol on baclofen?")


async def test_enter_sends_and_the_field_is_ready_again(page: Page) -> None:
    field = page.get_by_label("Your question")
    await field.fill("what is baclofen?")
    await field.press("Enter")
    await expect(last_answer(page)).to_contain_text("aclofen")
    await expect(field).to_have_value("")
    await expect(field).to_be_focused()


async def test_an_example_asks_its_question(page: Page) -> None:
    example = page.locator("#start button").first
    question = await example.inner_text()
    await example.click()
    await expect(page.locator("article.person")).to_have_text(question)
    await expect(last_answer(page)).to_be_visible()
    await expect(page.locator("#start")).to_be_hidden()


async def test_a_button_asks_on_and_shows_its_title(page: Page) -> None:
    await ask(page, "can I drink alcohol on baclofen?")
    button = last_answer(page).locator(".buttons button").first
    title = await button.inner_text()
    await button.click()
    await expect(page.locator("article.person").last).to_have_text(title)
    await expect(page.locator("article.answer")).to_have_count(2)


async def test_a_follow_up_is_about_the_same_medicine(page: Page) -> None:
    await ask(page, "can I drink alcohol on baclofen?")
    await expect(page.locator("article.answer")).to_have_count(1)
    await ask(page, "and driving?")
    await expect(page.locator("article.answer")).to_have_count(2)
    await expect(last_answer(page)).to_contain_text("driv")


async def test_an_emergency_cannot_be_overlooked(page: Page) -> None:
    await ask(page, RED_FLAG)
    card = page.locator("article.card")
    await expect(card).to_be_visible()
    await expect(card).to_have_role("alert")
    await expect(card.get_by_role("link", name="911").first).to_have_attribute("href", "tel:911")
    first = page.locator("article:not(.person)").first
    await expect(first).to_have_class("message card")


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("Call 911 now.", {"911": "tel:911"}),
        ("Call or text 988, or text HOME to 741741 now.", {"988": "tel:988", "741741": "sms:741741"}),
        ("Call Samaritans on 116 123 or 999.", {"116 123": "tel:116123", "999": "tel:999"}),
        ("Call 1-800-222-1222 (1-844-POISON-X).", {"1-800-222-1222": "tel:18002221222"}),
        ("Call (01) 809 2166, within 24 hours.", {"(01) 809 2166": "tel:018092166"}),
        ("You took 100 mg or 20 mL, or 1000mg.", {}),
    ],
)
async def test_numbers_to_call_are_links(page: Page, line: str, links: dict[str, str]) -> None:
    await page.route("**/web/message", lambda route: route.fulfill(json=[{"text": line, "kind": "card"}]))
    await ask(page, "help")
    await expect(page.locator("article.card")).to_contain_text(line)
    found = await page.locator("article.card a").evaluate_all(
        "links => links.map(link => [link.textContent, link.getAttribute('href')])"
    )
    assert dict(found) == links


async def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    await ask(page, "<img src=x onerror=alert(1)> <b>baclofen</b>")
    await expect(page.locator("article.person")).to_have_text("<img src=x onerror=alert(1)> <b>baclofen</b>")
    assert await page.locator("#log img, #log b").count() == 0


async def test_a_new_conversation_forgets_the_old_one(page: Page) -> None:
    await ask(page, "can I drink alcohol on baclofen?")
    await expect(last_answer(page)).to_be_visible()
    await page.get_by_role("button", name="New conversation").click()
    await expect(page.locator("article")).to_have_count(0)
    await expect(page.locator("#start")).to_be_visible()


async def test_nothing_is_kept_in_the_browser(page: Page) -> None:
    await ask(page, "what is baclofen?")
    await expect(last_answer(page)).to_be_visible()
    kept = await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


async def test_a_lost_server_is_said_in_a_sentence(page: Page) -> None:
    await page.route("**/web/**", lambda route: route.fulfill(status=502, body="bad gateway"))
    await ask(page, "what is baclofen?")
    await expect(page.locator("article.error")).to_contain_text("I could not reach the server")


@pytest.mark.parametrize("width", [320, 900], ids=["a small phone", "a computer"])
async def test_nothing_is_cut_off(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await ask(page, "what are the side effects of baclofen?")
    await expect(last_answer(page)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_the_keyboard_reaches_everything(page: Page) -> None:
    reached = set()
    for _ in range(12):
        await page.keyboard.press("Tab")
        reached.add(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert {"new", "log", "message", "Send"} <= reached


async def test_what_can_be_taken_along_is_a_link_that_hands_out_the_file(page: Page) -> None:
    await ask(page, "log that I felt dizzy after lunch, pretty bad")
    await page.get_by_role("button", name="Yes, keep it").click()
    await expect(last_answer(page)).to_contain_text("It is in your log")
    await ask(page, "show my log")
    link = page.get_by_role("link", name="Side-effect log to print (PDF)")
    await expect(link).to_be_visible()
    got = await page.request.get(await link.evaluate("link => link.href"))
    assert got.headers["content-disposition"] == 'attachment; filename="log.pdf"'
    assert (await got.body()).startswith(b"%PDF-")
