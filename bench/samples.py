"""Sums over samples."""

import math
from collections.abc import Sequence
from statistics import median

__all__ = ["median", "quantile"]


def quantile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that so large a share of all samples does not exceed (nearest rank).

    Raises:
        ValueError: there are no samples.

    """
    if not samples:
        raise ValueError("no samples")
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
