"""From the record to the people, over a real server, a real mail server and a real folder; and back."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import logging
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.address import DeskAddress
from bot.delivery.desks import SIGNATURE, Desk, DeskError, desk_at, signature, webhook_key
from bot.delivery.hand_offs import HandOffDelivery, HandOffOverError, MessageTooLongError, hand_back, take
from bot.delivery.packet import Packet
from bot.delivery.worker import RETRY_MINUTES, Tally, Worker
from bot.model.desk import Desk as People
from bot.model.hours import OpeningHours
from bot.model.record import LONGEST_MESSAGE, Agree, Forget, HandOff, Keep, Profile, SetProfile
from bot.model.safety import Level
from bot.records import Records
from tests.delivery.conftest import NOW, Clock

SECRET = b"s" * 32
PEOPLE = People("the ward pharmacists", OpeningHours.parse("Mon-Fri 09:00-17:00 UTC"), 60)
PRIVATE = "can my knee have 5 mg/mL"
ANNA = "anna"


def hand_off(**fields: Any) -> HandOff:
    given = {
        "at": NOW,
        "until": NOW + timedelta(hours=1),
        "question": PRIVATE,
        "whom": "other",
        "medicine": "baclofen",
        "form": "liquid",
        "level": Level.SAME_DAY,
        "situations": ("stopped",),
        "answers": ("drinking alcohol with it",),
        "facts": ("baclofen:alcohol",),
        "region": "UK",
    }
    return HandOff(**{**given, **fields})


def keep(records: Records, item: HandOff | None = None) -> HandOff:
    profile = SetProfile(Profile(conditions=("epilepsy",), medicines=("sertraline",)))
    records.change(ANNA, (Agree(NOW), profile, Keep(item or hand_off())), NOW)
    return kept(records)


def kept(records: Records) -> HandOff:
    [found] = records.of(ANNA).of(HandOff)
    return found


def worker(records: Records, clock: Clock, desk: Desk) -> Worker:
    return Worker(records, [HandOffDelivery(desk, lambda item_id: f"token-{item_id}")], clock)


class Webhook:
    """A server on this machine that answers as it is told to, and remembers what it got."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        """What is answered to the next requests; 204 after that."""
        self.got: list[tuple[dict[str, str], bytes]] = []
        got, answers = self.got, self.answers

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append((dict(self.headers), body))
                status = answers.pop(0) if answers else 204
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815 - as the library calls it: a redirection is not followed

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def __enter__(self) -> Webhook:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def desk(self) -> Desk:
        return desk_at(DeskAddress.parse(self.url), SECRET)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with Webhook() as server:
        yield server


def test_a_webhook_gets_what_was_shown_and_no_more(records: Records, clock: Clock, webhook: Webhook) -> None:
    item = keep(records)
    assert worker(records, clock, webhook.desk).run() == Tally(delivered=1)

    [(headers, body)] = webhook.got
    assert json.loads(body) == {
        "version": 1,
        "reference": str(item.id),
        "asked_at": "2026-03-04T10:30:00+00:00",
        "answer_by": "2026-03-04T11:30:00+00:00",
        "for": "other",
        "question": PRIVATE,
        "medicine": "baclofen",
        "product": None,
        "form": "liquid",
        "strength": None,
        "red_flags": {"level": "same_day", "situations": ["stopped"]},
        "answered": {"topics": ["drinking alcohol with it"], "statements": ["baclofen:alcohol"]},
        "region": "UK",
        "take": f"/hand-off/token-{item.id}/take",
        "back": f"/hand-off/token-{item.id}/back",
    }
    assert headers["Content-Type"] == "application/json"
    assert ANNA not in body.decode() + str(headers)
    assert kept(records).is_passed_on
    assert kept(records).state == "waiting"


def test_a_webhook_can_check_who_wrote(records: Records, clock: Clock, webhook: Webhook) -> None:
    keep(records)
    worker(records, clock, webhook.desk).run()

    [(headers, body)] = webhook.got
    moment, _, digest = headers[SIGNATURE].partition(",v1=")
    key = webhook_key(SECRET)
    signed = hmac.new(key, moment.removeprefix("t=").encode() + b"." + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(digest, signed)
    assert SECRET not in key
    assert signature(key, 1, body) != signature(webhook_key(b"x" * 32), 1, body)


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503, 302, 307])
def test_what_is_not_taken_is_tried_again_with_the_same_key(
    records: Records, clock: Clock, webhook: Webhook, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    webhook.answers.append(status)
    keep(records)
    delivers = worker(records, clock, webhook.desk)
    assert delivers.run() == Tally(failed=1)
    assert not kept(records).is_passed_on
    clock.pass_minutes(RETRY_MINUTES[0])
    assert delivers.run() == Tally(delivered=1)

    first, second = (headers["Idempotency-Key"] for headers, _ in webhook.got)
    assert first == second
    assert PRIVATE not in caplog.text


def test_a_webhook_that_is_not_there_is_given_up_and_the_person_is_told(
    records: Records, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with Webhook() as gone:
        desk = gone.desk
    keep(records)
    delivers = worker(records, clock, desk)
    with caplog.at_level(logging.ERROR):
        for wait in RETRY_MINUTES:
            delivers.run()
            clock.pass_minutes(wait)

    assert kept(records).state == "not_passed_on"
    assert not kept(records).is_told
    assert "delivery_given_up kind=hand_off" in caplog.text
    assert PRIVATE not in caplog.text
    assert delivers.run() == Tally()


def test_what_was_forgotten_or_taken_back_is_not_sent(records: Records, clock: Clock, webhook: Webhook) -> None:
    item = keep(records)
    records.change(ANNA, (Keep(item.copy(update={"state": "taken_back"})),), NOW)
    assert worker(records, clock, webhook.desk).run() == Tally()
    records.change(ANNA, (Forget(),), NOW)
    keep(records)
    records.change(ANNA, (Forget(),), NOW)
    assert worker(records, clock, webhook.desk).run() == Tally()
    assert webhook.got == []


def test_a_folder_gets_a_mail_once(records: Records, clock: Clock, tmp_path: Path) -> None:
    address = DeskAddress.parse(f"maildir:{tmp_path / 'box'}?to=desk@example.org")
    desk = desk_at(address, SECRET)
    item = keep(records)
    worker(records, clock, desk).run()
    desk.send(Packet(item, f"token-{item.id}"))  # as after a process that ended in between

    [file] = (tmp_path / "box" / "new").iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["To"] == "desk@example.org"
    assert mail["Subject"] == f"Medguide: a question for a person ({item.id})"
    text = mail.get_content()
    for line in (PRIVATE, "somebody else", "baclofen, liquid", "stopped or ran out", f"bot hand-off back {item.id}"):
        assert line in text
    assert "sertraline" not in text
    assert "epilepsy" not in text
    assert ANNA not in text


class _Smtp(socketserver.StreamRequestHandler):
    """As much of a mail server as takes one mail, or refuses it."""

    def handle(self) -> None:
        server: Any = self.server
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                server.got.append(b"".join(lines))
                self._say("250 taken")
            elif verb == "RCPT" and server.refuses:
                self._say("550 no such person")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(*, refuses: bool = False) -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.got, server.refuses = [], refuses  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def _mail_desk(server: Any) -> Desk:
    port = server.server_address[1]
    return desk_at(DeskAddress.parse(f"smtp://127.0.0.1:{port}?from=a@example.org&to=b@example.org"), SECRET)


def test_a_mail_server_gets_it(records: Records, clock: Clock) -> None:
    keep(records)
    with mail_server() as server:
        assert worker(records, clock, _mail_desk(server)).run() == Tally(delivered=1)
        [mail] = server.got
    assert PRIVATE in mail.decode()


def test_a_mail_server_that_refuses_is_a_failure_without_the_address() -> None:
    with mail_server(refuses=True) as server, pytest.raises(DeskError) as refused:
        _mail_desk(server).send(Packet(hand_off(id=3), "token"))
    assert "example.org" not in str(refused.value)


# --- what the people do


def test_who_takes_it_has_the_whole_wait_again(records: Records) -> None:
    item = keep(records)
    later = NOW + timedelta(minutes=50)
    taken = take(records, item.id, PEOPLE, later)
    assert (taken.state, taken.until) == ("taken", later + timedelta(hours=1))
    assert kept(records) == taken
    assert taken.due is None


def test_who_hands_back_can_leave_a_message(records: Records) -> None:
    item = keep(records)
    hand_back(records, item.id, "  We called\n the ward. ", NOW)
    assert (kept(records).state, kept(records).message) == ("handed_back", "We called the ward.")
    assert kept(records).handed_back_at == NOW


@pytest.mark.parametrize("message", [None, "", "  \n "])
def test_or_none(records: Records, message: str | None) -> None:
    hand_back(records, keep(records).id, message, NOW)
    assert kept(records).message is None


def test_the_message_is_bounded(records: Records) -> None:
    item = keep(records)
    with pytest.raises(MessageTooLongError):
        hand_back(records, item.id, "x" * (LONGEST_MESSAGE + 1), NOW)
    assert kept(records) == item
    hand_back(records, item.id, "x" * LONGEST_MESSAGE, NOW)


@pytest.mark.parametrize("state", ["handed_back", "taken_back", "nobody_answered", "not_passed_on"])
@pytest.mark.parametrize(
    "does",
    [lambda *given: hand_back(*given, "hi", NOW), lambda *given: take(*given, PEOPLE, NOW)],
    ids=["back", "take"],
)
def test_what_is_over_is_over(records: Records, state: str, does: Callable[..., HandOff]) -> None:
    item = keep(records, hand_off(state=state))
    with pytest.raises(HandOffOverError, match=state.replace("_", " ")):
        does(records, item.id)
    assert kept(records) == item


def test_what_is_not_there_cannot_be_handed_back(records: Records) -> None:
    with pytest.raises(LookupError):
        hand_back(records, 99, None, NOW)
    item = keep(records)
    records.forget(ANNA)
    with pytest.raises(LookupError):
        take(records, item.id, PEOPLE, NOW)


def test_handing_back_while_it_goes_out_is_not_undone(records: Records, clock: Clock) -> None:
    class Quick:
        def send(self, packet: Packet) -> None:
            hand_back(records, packet.hand_off.id, "here already", NOW)

    keep(records)
    worker(records, clock, Quick()).run()
    assert kept(records).message == "here already"
    assert worker(records, clock, Quick()).run() == Tally()


def test_the_operator_sees_all_the_newest_first(records: Records) -> None:
    first = keep(records)
    records.change("ben", (Agree(NOW), Keep(hand_off(question="another"))), NOW)
    assert [(each.person, each.item.id > first.id) for each in records.everyone(HandOff)] == [
        ("ben", True),
        (ANNA, False),
    ]
