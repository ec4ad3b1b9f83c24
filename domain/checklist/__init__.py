"""The checklist of the answer: machine checks that advise on a draft, each a pure function; people decide."""

from domain.checklist.advice import Advice, Answer, Fragment
from domain.checklist.advise import AdvisedItem, advise
from domain.checklist.promises import Promise, promises
from domain.checklist.sameness import WINDOW

__all__ = ["WINDOW", "Advice", "AdvisedItem", "Answer", "Fragment", "Promise", "advise", "promises"]
