"""``python -m bench.bare_api``: a FastAPI route that does one update of a bare workflow."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import uvicorn
from fastapi import Body, FastAPI, Request
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from bench.bare import BareMessage
from settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Make an app with the one route."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.client = await Client.connect(
            settings.temporal_address, namespace=settings.temporal_namespace, data_converter=pydantic_data_converter
        )
        yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/act/{workflow_id}")
    async def act(workflow_id: str, payload: Annotated[dict[str, Any], Body()], request: Request) -> int:
        client: Client = request.app.state.client
        return await client.get_workflow_handle(workflow_id).execute_update(BareMessage.act, payload)

    @app.get("/healthz")
    async def healthz() -> str:
        return "ok"

    return app


def main() -> None:
    """Serve until a signal ends it."""
    settings = Settings()
    uvicorn.run(create_app(settings), host=settings.api_host, port=settings.api_port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
