"""The answer is about what was asked, and is no formula («отписка»)."""

from domain.checklist.advice import Advice, Answer, doubt, not_applicable, ok, quoted
from domain.checklist.language import any_of, subjects, touched, words

_MOST_SUBJECTS = 40
_SHORT_ANSWER = 30
"""Words: a formula among many more words does not make the whole answer one."""

_FORMULA = any_of(r"""
    принят\w{0,3}_к_сведению взят\w{0,3}_в_работу взят\w{0,3}_на_контроль будет_рассмотрен\w{0,3}
    (?:направлен|передан)\w{0,3}_(?:на_рассмотрение|по_компетенции) спасибо_за_(?:обращение|сигнал|информацию)
""")


def check(answer: Answer) -> Advice:
    """Compare the words of the question with those of the answer, and look for formulas."""
    formulas = [answer.fragment(*match.span()) for match in _FORMULA.finditer(answer.text)]
    if formulas and sum(1 for _ in words(answer.text)) < _SHORT_ANSWER:
        return doubt(f"Похоже на общую фразу вместо ответа: {quoted(formulas)}", formulas)
    asked = list(dict.fromkeys(subjects(answer.question)))[:_MOST_SUBJECTS]
    if not asked:
        return not_applicable("В сообщении не видно слов, по которым можно узнать его предмет")
    found = touched(asked, words(answer.text))
    if not found:
        return doubt(f"Ни одного слова вопроса в ответе нет: {', '.join(asked[:5])}")
    return ok(f"Ответ говорит о том же: {', '.join(found[:5])}")
