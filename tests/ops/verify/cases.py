"""A thousand explanations, the same in every run: of lives under the shipped regulations and of made-up limits."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import count, islice
from typing import Any

from domain.lifecycle import Explanation
from tests.ops.verify.lived import lived
from tests.ops.verify.made_up import made_up

BATCHES = 10
BATCH = 100


def _all(batch: int) -> Iterator[tuple[int, Explanation]]:
    """Those of one batch, by the seeds that they come from: half and half, a life that was long does not take all."""
    for number in count(batch * 10_000):
        source = (lived, made_up)[number % 2]
        yield from ((number, told) for told in islice(source(number), 6) if told.days)


@cache
def explanations(batch: int) -> tuple[tuple[int, dict[str, Any]], ...]:
    """A hundred of them as the API answers them, each with its seed."""
    return tuple((seed, json.loads(told.model_dump_json())) for seed, told in islice(_all(batch), BATCH))
