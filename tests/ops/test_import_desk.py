"""The desk over REST: what is away is waited for, what is refused is said, what is no API is recognised."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from ops import import_desk
from ops.errors import OpsError
from tests.fixtures.ports import free_port
from tests.ops.import_api import Api, Failure, serving
from tests.ops.import_runs import Import, line


@pytest.fixture
def api() -> Iterator[Api]:
    """A server at work."""
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon and not for long: tests have no patience."""
    monkeypatch.setattr(import_desk, "_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(import_desk, "_LONGEST_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(import_desk, "_PATIENCE_SECONDS", 2.0)


@pytest.mark.parametrize("status", [403, 409])
def test_refused_route_is_said_by_row(api: Api, tmp_path: Path, status: int) -> None:
    """Who may not route, or comes too late, has the messages taken and is told so."""
    api.route_failures = [Failure(status, {"detail": "Команду route даёт: coordinator"})]
    run = Import(tmp_path, line(1, "Дорожный отдел"))

    summary = run.send(api.url)

    assert (summary.new, summary.not_routed) == (1, 1)
    assert not summary.all_taken
    assert "принято, но не направлено: Команду route даёт: coordinator" in run.written()[0]["error"]


def test_refused_row_is_said_by_its_column(api: Api, tmp_path: Path) -> None:
    """What the API refuses is blamed on the column, with the clause; the others go on."""
    problem = {
        "detail": "Поле network: сеть вне сферы действия",
        "errors": [{"field": "network", "message": "сеть вне сферы действия"}],
        "clause": "3",
    }
    api.failures = [Failure(422, problem)]
    run = Import(tmp_path, *(line(number) for number in range(1, 4)))

    summary = run.send(api.url)

    assert (summary.new, summary.refused) == (2, 1)
    said = next(item["error"] for item in run.written() if item["error"])
    assert said.endswith("столбец «Соцсеть»: сеть вне сферы действия (пункт 3)")


def test_absence_is_waited_out(api: Api, tmp_path: Path) -> None:
    """While the API says 503 a row is sent again after the time that it asks for, and arrives once."""
    api.failures = [Failure(503, {"detail": "нет"}, {"Retry-After": retry}) for retry in ("5", "", "soon")]
    api.route_failures = [Failure(503)]
    run = Import(tmp_path, line(1, "Дорожный отдел"), line(2))

    summary = run.send(api.url)

    assert (summary.new, summary.routed) == (2, 1)
    assert len(api.bodies) == 2
    assert run.waited.count("нет") == 3


def test_absence_that_lasts_ends_the_run(api: Api, tmp_path: Path) -> None:
    """An API that stays away ends the run with the advice to start it again; what was taken stays written."""
    run = Import(tmp_path, line(1), line(2))
    api.failures = [Failure(503, {"detail": "Временно недоступно"})] * 1000

    with pytest.raises(OpsError, match="Временно недоступно; запустите загрузку ещё раз"):
        run.send(api.url)

    assert run.written() == []


def test_nobody_at_that_address(tmp_path: Path) -> None:
    """An API that does not answer at all is named with its address, at once and not when patience ends."""
    run, url = Import(tmp_path, line(1)), f"http://127.0.0.1:{free_port()}"

    with pytest.raises(OpsError, match=f"API по адресу {url}.* не отвечает"):
        run.send(url)

    assert run.waited
    assert run.waited[0].startswith(f"API по адресу {url}")


@pytest.mark.parametrize("url", ["127.0.0.1:8080", "ftp://example.org", "http://", "http://a\nb", ""])
def test_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    """A wrong address is a wrong argument."""
    with pytest.raises(InvalidInput, match="адрес API"):
        Import(tmp_path, line(1)).send(url)


def test_token_that_nobody_issued_ends_the_run(api: Api, tmp_path: Path) -> None:
    """Without a valid token no row can succeed, so none is tried."""
    run = Import(tmp_path, line(1))

    with pytest.raises(OpsError, match="ответ 401: Токен неизвестен"):
        run.send(api.url, "otk_other")

    assert not run.order.result_file.exists()


@pytest.mark.parametrize("body", ["<html>", "[]", "{}", '{"id": 1}'])
def test_stranger_at_that_address_is_recognised(api: Api, tmp_path: Path, body: str) -> None:
    """Something else that answers 200 is not taken for the API, at the first question and later."""
    api.regulation_failures = [Failure(200, body)]
    with pytest.raises(OpsError, match="отвечает не API Отклика"):
        Import(tmp_path, line(1)).send(api.url)

    api.failures = [Failure(200, body)]
    with pytest.raises(OpsError, match="отвечает не API Отклика"):
        Import(tmp_path, line(1)).send(api.url)


@pytest.mark.parametrize("body", ["<html>Bad Gateway</html>", "[1]", ""])
def test_error_of_something_between_is_shown(api: Api, tmp_path: Path, body: str) -> None:
    """An answer that no API of ours writes ends the run and is shown."""
    api.failures = [Failure(502, body)]

    with pytest.raises(OpsError, match=r"API по адресу http://.* отказывает, ответ 502: "):
        Import(tmp_path, line(1)).send(api.url)
