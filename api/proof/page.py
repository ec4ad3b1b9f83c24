"""A «расчёт срока» as one page to print: no scripts, nothing fetched, every word of a case escaped."""

import re
from collections.abc import Iterable
from html import escape

from api.proof.story import Story, Table, story
from api.proof.style import STYLE
from api.proof.timeline import legend, timeline
from domain.lifecycle import Explanation

_UNBROKEN = re.compile(r"\d\d:\d\d–\d\d:\d\d,?|\w\w \d\d\.\d\d\.\d{4}")

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""What a browser is told besides: it may run and fetch nothing here."""


def page(told: Explanation) -> str:
    """Write the page."""
    whole = story(told)
    title = escape(whole.title)
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>\n"
        f"<h1>{title}</h1>\n"
        f'<section class="answer">{_pairs(whole.answer, "moment")}</section>\n'
        f"<section>{_pairs(whole.facts)}</section>\n"
        f"{_picture(told)}{''.join(map(_table, whole.tables))}{_words(whole)}"
        f"<footer>Отклик · расчёт срока «{escape(told.name)}»{_of(told)}</footer>\n"
        "</body></html>\n"
    )


def _pairs(pairs: Iterable[tuple[str, str]], moments: str = "") -> str:
    """Names and their words; in the answer the moments stand out."""
    written = []
    for name, words in pairs:
        mark = f' class="{moments}"' if moments and name.startswith(("Срок", "Поздно")) else ""
        written.append(f"<dt>{escape(name)}</dt><dd{mark}>{escape(words)}</dd>")
    return f"<dl>{''.join(written)}</dl>"


def _picture(told: Explanation) -> str:
    drawn = timeline(told)
    if not drawn:
        return ""
    return f'<figure><div class="wide">{drawn}</div><figcaption>{legend(told)}</figcaption></figure>\n'


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = ("".join(f"<td>{_cell(cell)}</td>" for cell in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<h2>{escape(table.title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"


def _cell(text: str) -> str:
    """A cell in which no date and no pair of hours is broken in two at the end of a line."""
    return _UNBROKEN.sub(r"<span>\g<0></span>", escape(text))


def _words(whole: Story) -> str:
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in whole.notes)
    check = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in whole.check)
    return notes + (f'<section class="check"><h2>Как проверить</h2>{check}</section>\n' if check else "")


def _of(told: Explanation) -> str:
    return f" сообщения {escape(told.message_id)}" if told.message_id else ""
