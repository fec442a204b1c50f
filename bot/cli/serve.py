"""`bot serve`: the server."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from bot.cli.terminal import ONLY_EMERGENCIES, complain, fail, notes
from bot.runtime.ports import PortTakenError
from bot.runtime.quiet import configure_rasa_logging, quieten
from bot.runtime.settings import Settings


def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; 5005 by default.")] = None,
    host: Annotated[str | None, typer.Option(help="Address; this machine only by default.")] = None,
) -> None:
    """Serve the chat page at / and Rasa's REST channel at /webhooks/rest/webhook.

    For example:

    * `bot serve`
    * `bot serve --port 8080`
    """
    settings = Settings()
    settings = settings.copy(update={"port": port or settings.port, "host": host or settings.host})
    quieten()
    status = notes.status("Starting the server: loading the model")
    status.start()

    def ready() -> None:
        status.stop()
        shown = "localhost" if settings.host in {"127.0.0.1", "localhost"} else settings.host
        notes.print(f"Medguide is ready: [bold]http://{escape(shown)}:{settings.port}[/bold]  (Ctrl+C ends it)")

    try:
        from bot.runtime import server  # noqa: PLC0415 - imports Rasa

        configure_rasa_logging()
        for problem in server.problems(settings):
            complain(f"{problem} {ONLY_EMERGENCIES}")
        server.serve(settings, ready)
    except PortTakenError:
        raise fail(
            f"Port {settings.port} is taken: another program listens there, perhaps another Medguide. End it, or "
            f"choose another port: make run PORT={settings.port + 1}"
        ) from None
    finally:
        status.stop()
