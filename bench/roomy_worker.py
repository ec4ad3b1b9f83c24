"""``python -m bench.roomy_worker``: our worker, but one that keeps every running message in memory.

The SDK's own bound of 1,000 would otherwise hide what a message costs.
"""

from functools import partial
from unittest.mock import patch

from temporalio.worker import Worker

import worker

ROOM = 100_000


def main() -> None:
    """Start as the worker does."""
    with patch.object(worker, "Worker", partial(Worker, max_cached_workflows=ROOM)):
        worker.main()


if __name__ == "__main__":
    main()
