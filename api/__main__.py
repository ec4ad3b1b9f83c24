"""``python -m api``: the API as a process of its own."""

import logging

import uvicorn

from api.app import create_app
from settings import Settings


def main() -> None:
    """Serve until a signal ends it; requests under way get ``graceful_shutdown_seconds``."""
    settings = Settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    uvicorn.run(
        create_app(settings),
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=settings.graceful_shutdown_seconds,
    )


if __name__ == "__main__":
    main()
