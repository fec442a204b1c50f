"""Whether a port is free: asked before the model is loaded, not after."""

from __future__ import annotations

import errno
import socket


class PortTakenError(Exception):
    """Another program listens there."""


def check_port(host: str, port: int) -> None:
    """Finds out whether a port is free.

    Args:
        host: Address to listen on.
        port: The port.

    Raises:
        PortTakenError: It is not.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise PortTakenError(f"Port {port} is taken.") from error
