"""``python -m api``: the API as a process of its own."""

from contextlib import suppress

import uvicorn

import telemetry
from api.app import create_app
from api.problems import RETRY_AFTER_SECONDS
from api.serving import PartingServer
from logs import process

# Who heard 503 comes back after Retry-After, on the same connection: it must not be closed at just that moment.
_KEEP_ALIVE_SECONDS = 6 * RETRY_AFTER_SECONDS


def main() -> None:
    """Serve until a signal ends it; requests under way get ``graceful_shutdown_seconds``."""
    with process() as settings:
        telemetry.start(settings, "otklik-api")
        config = uvicorn.Config(
            create_app(settings),
            host=settings.api_host,
            port=settings.api_port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=settings.graceful_shutdown_seconds,
        )
        # The server passes the signal that ended it on, to end its process.
        with suppress(KeyboardInterrupt):
            PartingServer(config).run()


if __name__ == "__main__":
    main()
