"""What the text says is attached, is attached."""

import re

from domain.checklist.advice import Advice, Answer, doubt, not_applicable, ok, quoted
from domain.checklist.language import any_of

_NAMED = any_of(r"""
    прилага\w{1,6} прилож\w{1,6} прикрепл\w{1,6} прикрепил\w? во_вложени\w{1,2} на_(?:фото|снимк|видео|скриншот)\w{0,6}
    см\._(?:фото|видео|снимок|вложение)\w{0,5} смотрите_(?:фото|видео|снимок|вложение)\w{0,5}
    (?:фото|фотографи\w|видео)_(?:ниже|в_комментари\w{1,2}|с_места)
""")
_DENIED = re.compile(r"не\s{1,3}$", re.IGNORECASE)
_BEFORE = 6


def check(answer: Answer) -> Advice:
    """Compare the words with the number of attachments."""
    named = [
        answer.fragment(*match.span())
        for match in _NAMED.finditer(answer.text)
        if _DENIED.search(answer.text[max(match.start() - _BEFORE, 0) : match.start()]) is None
    ]
    if named and not answer.attachments:
        return doubt(f"В тексте сказано {quoted(named)}, а вложений нет", named)
    if answer.attachments:
        return ok(f"Вложений: {answer.attachments}", named)
    return not_applicable("О вложениях не сказано; если фото или видео есть, приложите их")
