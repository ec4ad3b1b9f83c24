"""No personal data of others: whoever reads the answer in a network is the whole world (152-ФЗ)."""

from domain.checklist import personal
from domain.checklist.advice import Advice, Answer, doubt, ok


def check(answer: Answer) -> Advice:
    """Say what looks like personal data, where, and never the data itself in full."""
    found = personal.find(answer.text)
    if not found:
        return ok("Телефонов, адресов с квартирой и номеров документов людей не видно. Имена проверьте сами")
    seen = [answer.fragment(item.start, item.end) for item in found]
    told = [f"{item.kind} «{fragment.words}»" for item, fragment in zip(found, seen, strict=True)]
    return doubt(f"Похоже на персональные данные: {', '.join(dict.fromkeys(told[:5]))}", seen)
