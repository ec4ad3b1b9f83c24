"""The regulations that are loaded, as data."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from api.context import Context, Ctx
from api.documentation import problems
from api.errors import NotFoundError
from api.security import AnyPerson
from domain.regulation import UnknownRegulationError
from domain.regulation.describe import regulation_json

router = APIRouter(prefix="/regulations", tags=["Регламенты"])


class RegulationList(BaseModel):
    """Every loaded regulation, each in the version that applies today."""

    items: tuple[dict[str, Any], ...]


@router.get("", summary="Загруженные регламенты", response_description="Регламенты", responses=problems(401, 503))
async def list_them(_principal: AnyPerson, context: Ctx) -> RegulationList:
    """Show all of them."""
    library = context.rulebook.library
    return RegulationList(items=tuple(_described(context, regulation_id) for regulation_id in library.ids))


@router.get(
    "/{regulation_id}", summary="Регламент", response_description="Регламент", responses=problems(401, 404, 503)
)
async def show(regulation_id: str, _principal: AnyPerson, context: Ctx) -> dict[str, Any]:
    """Show one in the version that applies today, with the names of its other versions."""
    try:
        return _described(context, regulation_id)
    except UnknownRegulationError:
        msg = f"Такого регламента нет; есть: {', '.join(context.rulebook.library.ids)}"
        raise NotFoundError(msg) from None


def _described(context: Context, regulation_id: str) -> dict[str, Any]:
    regulation = context.rulebook.on(regulation_id, context.clock())
    return regulation_json(regulation, context.rulebook.library.versions(regulation_id))
