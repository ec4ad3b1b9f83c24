"""What the text says is attached, is attached."""

import re

from domain.checklist.advice import Advice, Answer, doubt, not_applicable, ok, quoted

_NAMED = re.compile(
    r"(?<!\w)(?:(?:прилага|прилож)\w{1,6}|прикрепл\w{1,6}|прикреп(?:ил|или|ляю)|во\s{1,3}вложени\w{1,2}|"
    r"на\s{1,3}(?:фото|снимк|видео|скриншот)\w{0,6}|(?:см\.|смотрите)\s{0,3}(?:фото|видео|снимок|вложение)\w{0,5}|"
    r"(?:фото|фотографи\w|видео)\s{1,3}(?:ниже|в\s{1,3}комментари\w{1,2}|с\s{1,3}места))(?!\w)",
    re.IGNORECASE,
)
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
