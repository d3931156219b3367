"""What processes use, from /proc: memory that is theirs, and processor time."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.postgres import Server

PROC: Final = Path("/proc")
TICK: Final[int] = os.sysconf("SC_CLK_TCK")  # of processor time in a second


def peak() -> int:
    """Bytes of memory that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def of_server(server: Server) -> int:
    """Bytes of memory that a server's processes hold now; what they share is counted once ("proportional set size")."""
    total = 0
    for process in family(server):
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def processor_seconds(server: Server | None = None) -> float:
    """Seconds of processor time that this process has used so far, and the server with it."""
    return time.process_time() + (sum(map(_ticks, family(server))) / TICK if server is not None else 0.0)


def family(server: Server) -> Iterator[int]:
    """The numbers of a server's processes: the first one's and those of its children."""
    first = server.process.pid
    yield first
    yield from map(int, (PROC / str(first) / "task" / str(first) / "children").read_text().split())


def _ticks(process: int) -> int:
    try:
        told = (PROC / str(process) / "stat").read_text()
    except FileNotFoundError:  # it ended in between
        return 0
    fields = told.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
