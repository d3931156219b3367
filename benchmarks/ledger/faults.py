"""What a ledger bears: kills, full disks, two writers at once, flipped bits. Each gives counts and a list of what went wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.ledger import crowd, disk, flips, kills
from benchmarks.postgres import Server, server

WRITTEN: Final[int] = 300  # reports that each of two writers brings
FLIPPED: Final[int] = 220  # bits in tables, and as many in files
SHORT: Final[int] = 20  # by which the short form is shorter
Say = Callable[[str], None]
Counts = dict[str, Any]


@contextmanager
def places(engine: str) -> Iterator[tuple[Callable[[], str], Server | None]]:
    """Gives new places for ledgers of an engine, and the server where there is one. Its journal's files are small: see disk.py."""
    if engine == "postgresql":
        with server(segment=1) as started:
            yield started.database, started
    else:
        with TemporaryDirectory(prefix="dateline-faults-") as folder:
            numbers = itertools.count()
            yield lambda: str(Path(folder) / f"ledger-{next(numbers)}.db"), None


def run(engine: str, count: int, short: bool, say: Say) -> dict[str, Counts]:
    """Every fault on one engine; `count`: kills. The counts by the kind of fault, each with its list `faults`."""
    share = SHORT if short else 1
    out: dict[str, Counts] = {}
    with places(engine) as (place, started):
        kinds: dict[str, Callable[[], Any]] = {
            "kills": lambda: kills.kills(place, count, server=started),
            "two_writers": lambda: crowd.crowd(place(), WRITTEN // share),
            "flips_in_tables": lambda: flips.in_tables(place(), FLIPPED // share),
            "disk_limit": lambda: disk.limited(place(), started),
        }
        for name, counts in kinds.items():
            out[name] = asdict(counts())
            say(f"{name}: {_told(out[name])}")
        if started is None:
            with TemporaryDirectory(prefix="dateline-flips-") as folder:
                out["flips_in_file"] = asdict(flips.in_file(Path(folder), FLIPPED // share))
            say(f"flips_in_file: {_told(out['flips_in_file'])}")
        try:
            out["disk_full"] = asdict(disk.full(started))
            say(f"disk_full: {_told(out['disk_full'])}")
        except disk.NotMounted as error:
            say(f"disk_full: skipped, since no file system can be mounted here ({error})")
    return out


def wrong(found: dict[str, Counts]) -> list[str]:
    """Everything that went wrong, in words."""
    return [f"{name}: {fault}" for name, counts in found.items() for fault in counts["faults"]]


def _told(counts: Counts) -> str:
    words = [f"{name.replace('_', ' ')} {value}" for name, value in counts.items() if name != "faults"]
    return ", ".join([*words, f"faults {len(counts['faults'])}"])
