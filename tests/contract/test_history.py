"""Fifty clients race on one case of a real installation; what they leave is one true history.

The clients know nothing of each other: whoever comes too late hears 409. None of them hears anything else, except that
something is away for a moment, and then the same command_id makes another attempt safe.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import httpx
import pytest

from tests.e2e.installation import PATIENCE_SECONDS, Installation, eventually

pytestmark = pytest.mark.xdist_group("installation")

CLIENTS = 50
ACTS = ("approve", "return", "submit_draft", "publish", "approve")
"""What the clients try, in turn; each tries its own act until the case has ended."""

BODIES: dict[str, dict[str, Any]] = {
    "route": {"assignments": [{"authority": "authority-1"}]},
    "submit_draft": {"kind": "final", "text": "Починят в среду."},
    "approve": {},
    "return": {"remarks": "Когда именно?"},
    "publish": {"url": "https://vk.com/wall-1_1?reply=2"},
}
MOVES = {
    ("awaiting_routing", "route"): "drafting",
    ("drafting", "submit_draft"): "in_review",
    ("rework", "submit_draft"): "in_review",
    ("in_review", "return"): "rework",
    ("in_review", "approve"): "approved",
    ("approved", "publish"): "closed",
}
"""Which act is permitted in which state, and the state after it."""
