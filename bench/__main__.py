"""``make bench``: every benchmark in one run; a table on the screen and JSON in ``bench/results/``."""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import worktime

RESULTS = Path(__file__).parent / "results"
_VERSIONS = ("holidays", "workclock", "businesstimedelta", "temporalio")


def main() -> int:
    """Measure everything; 1 where a figure is not reached."""
    rows = worktime.run()
    worktime.show(rows)
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    file = RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    file.write_text(json.dumps(_about(now) | {"rows": rows}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"written to {file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}\n")
    return 0 if all(row["ok"] for row in rows) else 1


def _about(now: datetime) -> dict[str, object]:
    return {
        "date": now.isoformat(timespec="seconds"),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _VERSIONS},
    }


if __name__ == "__main__":
    sys.exit(main())
