"""On what a run was measured: the machine, and the versions that its figures depend on. Never its name."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

from ops.temporal_server import find_program

_PACKAGES = ("temporalio", "pydantic", "fastapi", "uvicorn", "SQLAlchemy", "holidays", "workclock", "businesstimedelta")
_CPU_INFO = Path("/proc/cpuinfo")


def machine() -> dict[str, str]:
    """What the machine is; ``load`` is how busy it was with other work when the run began (1 minute, 15 minutes)."""
    one, _, fifteen = os.getloadavg()
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "load": f"{one:.1f}, {fifteen:.1f}",
    }


def versions() -> dict[str, str]:
    """The versions of what is measured and of what it is measured against."""
    said = subprocess.run([find_program(), "--version"], capture_output=True, text=True, check=True).stdout
    return {
        "Python": platform.python_version(),
        "Temporal": said.strip(),
        **{name: version(name) for name in _PACKAGES},
    }


def _processor() -> str:
    """What Linux calls the processor; elsewhere what Python knows of it."""
    if _CPU_INFO.exists():
        for line in _CPU_INFO.read_text("utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or "unknown"
