"""Only what we sent comes back as a button or a conversation."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.settings import ChannelSettings
from bot.channels.signing import Signer, installation_secret

PAYLOAD = '/ask_alcohol{"medicine": "baclofen"}'
SIGNER = Signer(b"a" * 32)


@given(st.text())
def test_every_payload_comes_back_as_it_was(payload: str) -> None:
    assert SIGNER.payload(SIGNER.button(payload)) == payload


@given(st.text())
def test_no_text_that_we_did_not_sign_is_a_button(text: str) -> None:
    assert SIGNER.payload(text) is None


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(PAYLOAD, id="the payload itself"),
        pytest.param(SIGNER.button(PAYLOAD)[:-1], id="signature cut short"),
        pytest.param("x" + SIGNER.button(PAYLOAD), id="content changed"),
        pytest.param(Signer(b"b" * 32).button(PAYLOAD), id="another installation's secret"),
        pytest.param(SIGNER.new_conversation(), id="a conversation id"),
        pytest.param("", id="nothing"),
        pytest.param(".", id="a dot"),
        pytest.param("bä.cé", id="not ASCII"),
    ],
)
def test_a_forged_button_is_no_button(forged: str) -> None:
    assert SIGNER.payload(forged) is None


def test_the_same_button_has_the_same_token() -> None:
    assert SIGNER.button(PAYLOAD) == SIGNER.button(PAYLOAD)


def test_conversations_differ_and_are_known_again() -> None:
    tokens = {SIGNER.new_conversation() for _ in range(100)}
    assert len({SIGNER.conversation(token) for token in tokens}) == 100


def test_a_button_is_no_conversation() -> None:
    assert SIGNER.conversation(SIGNER.button("someone")) is None


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = ChannelSettings(state=tmp_path / "state").make_state() / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(installation_secret, [path] * 8))
    assert len(secrets) == 1
    assert len(secrets.pop()) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_a_secret_that_is_given_is_used(tmp_path: Path) -> None:
    signer = Signer.from_settings(ChannelSettings(state=tmp_path, secret="a" * 32))
    assert signer.payload(SIGNER.button(PAYLOAD)) == PAYLOAD
    assert list(tmp_path.iterdir()) == []
