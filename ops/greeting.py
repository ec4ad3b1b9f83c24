"""What `otklik up` says once everything answers."""

import shlex
import shutil
import sys
from pathlib import Path

from rich.console import Console

from ops.up import Ready
from settings import Settings

_EXAMPLE = "providensky-2020"


def show(ready: Ready, settings: Settings, console: Console) -> None:
    """Print addresses, a call that works as it stands, and how two people get their tokens."""
    # Nothing is wrapped or coloured by guess: these lines are copied into a terminal.
    console.print("\n".join(_lines(ready, settings)), markup=False, highlight=False, soft_wrap=True)


def _lines(ready: Ready, settings: Settings) -> list[str]:
    issue = f"{own_command()} token issue{_data_dir(settings)}"
    token = ready.admin_token or "$TOKEN"
    return [
        "Отклик работает. Остановить: Ctrl-C",
        "",
        f"  API                 {ready.api}",
        f"  Описание API        {ready.docs}",
        f"  Temporal            {ready.temporal}",
        f"  Интерфейс Temporal  {ready.temporal_ui}",
        f"  Данные и журналы    {settings.data_dir}",
        "",
        *_token_lines(ready, issue),
        "",
        "Список сообщений:",
        f'  curl -sS -H "Authorization: Bearer {token}" "{ready.api}/api/v1/messages?limit=3"',
        "",
        "Токены двоим, координатору и исполнителю:",
        f"  COORDINATOR=$({issue} --person coordinator-1 --role coordinator --regulation {_EXAMPLE})",
        f"  EXECUTOR=$({issue} --person executor-1 --role executor --authority authority-1 --regulation {_EXAMPLE})",
    ]


def _token_lines(ready: Ready, issue: str) -> list[str]:
    if ready.admin_token is not None:
        return ["Токен администратора (больше не будет показан, сохраните его):", f"  {ready.admin_token}"]
    return [
        "Токен администратора был показан при первом запуске. Новый, если он потерян:",
        f"  TOKEN=$({issue} --person admin --role admin)",
    ]


def own_command() -> str:
    """Name this program the way it can be called again from the same folder."""
    called = Path(sys.argv[0])
    if called.suffix == ".py":
        return f"{shlex.quote(sys.executable)} -m {called.stem}"
    found = shutil.which(called.name)
    if found is not None and Path(found).absolute() == called.absolute():
        return called.name
    absolute, here = called.absolute(), Path.cwd()
    return shlex.quote(str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute))


def _data_dir(settings: Settings) -> str:
    usual = Settings.model_fields["data_dir"].default
    if settings.data_dir == Path(usual).absolute():
        return ""
    return f" --data-dir {shlex.quote(str(settings.data_dir))}"
