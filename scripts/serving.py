"""A Medguide server in a process of its own, on a free port, with conversations of its own: for tests and pictures."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
SERVE = ("-m", "bot.cli", "serve", "--port")
BUILT = ("knowledge.db", "medicine-names.json.gz")
"""What a server needs of the state folder."""


class ServerFailedError(Exception):
    """The server did not start; holds the end of what it said."""


@contextlib.contextmanager
def serving(state: Path, built: Path, command: Sequence[str] = SERVE) -> Iterator[str]:
    """Runs a server inside the `with`.

    Args:
        state: An empty folder for its state.
        built: The state folder that `make setup` filled.
        command: Arguments of Python; the port is added.

    Yields:
        Its address, without a slash at the end.

    Raises:
        ServerFailedError: It ended, or did not answer in time.
    """
    for name in BUILT:
        if (built / name).exists():
            shutil.copy(built / name, state / name)
    port = _free_port()
    log = state / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *command, str(port)],
            cwd=PROJECT,
            env={**os.environ, "MEDGUIDE_STATE": str(state)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        if not _answers(port, server):
            raise ServerFailedError(log.read_text()[-3000:])
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError):
            connection.request("GET", "/")
            connection.getresponse().read()
            return True
        time.sleep(0.2)  # there is nothing to wait on but the other process
    return False
