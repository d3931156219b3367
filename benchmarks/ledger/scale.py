"""How fast a ledger takes claims, and how fast it answers once it holds them."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.ledger import memory
from benchmarks.ledger.reports import FIRST, MINUTES, batches, report
from benchmarks.ledger.world import SEED, WORDS, World, world
from benchmarks.postgres import Server, server
from dateline.ledger import Ledger, View

REPORTS: Final[int] = 200  # of one append
SERVER: Final = {  # what a team's server would be given too; fsync and what belongs to it stay on
    "shared_buffers": "768MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "lz4",
    "default_toast_compression": "lz4",
}
ASKED: Final[int] = 60  # questions of each kind
BOX: Final[float] = 1.0  # degrees, the sides of a map box
PAGE: Final[int] = 100  # records of an answer: what a person is shown at once


@dataclass(frozen=True, slots=True)
class Place:
    """Where the ledger of a run lies; `server` where it is PostgreSQL's."""

    where: str
    server: Server | None = None

    def bytes(self) -> int:
        """How large it is on disk, journal included."""
        if self.server is None:
            return sum(p.stat().st_size for p in Path(self.where).parent.iterdir())
        return sum(p.stat().st_size for p in (self.server.folder / "data").rglob("*") if p.is_file())


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """A place for a new ledger, taken away afterwards."""
    if engine == "postgresql":
        with server(SERVER) as started:
            yield Place(started.database(), started)
    else:
        with TemporaryDirectory(prefix="dateline-scale-") as folder:
            yield Place(str(Path(folder) / "ledger.db"))


@dataclass(frozen=True, slots=True)
class Appended:
    """An append of many claims: seconds and processor seconds of the appends alone, without the making of the reports."""

    reports: int
    claims: int
    seconds: float
    processor_seconds: float
    last_tenth: float  # claims a second over the last tenth of the claims


def fill(where: Place, ledger: Ledger, claims: int, say: Callable[[str], None]) -> Appended:
    """Appends that many claims, in batches of whole reports."""
    made, kept, seconds, own = world(SEED), [0, 0], 0.0, 0.0
    marks: list[tuple[int, float]] = [(0, 0.0)]
    for drafts, bodies in batches(made, SEED, claims, REPORTS):
        begun, spent = time.perf_counter(), memory.processor_seconds(where.server)
        ledger.store.append(drafts, bodies)
        seconds += time.perf_counter() - begun
        own += memory.processor_seconds(where.server) - spent
        kept[0] += len(bodies)
        kept[1] += len(drafts) - len(bodies)
        if kept[1] - marks[-1][0] >= claims / 10:
            marks.append((kept[1], seconds))
            say(f"{kept[1]:,} claims, {rate(marks[-2], marks[-1]):,.0f} a second")
    return Appended(kept[0], kept[1], seconds, own, rate(marks[-2], marks[-1]) if len(marks) > 1 else kept[1] / seconds)


def tidy(ledger: Ledger) -> None:
    """Does at once what PostgreSQL does by itself within a minute (autovacuum): counts what the tables hold."""
    if ledger.store.dialect == "postgresql":
        with ledger.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")


def rate(before: tuple[int, float], after: tuple[int, float]) -> float:
    """Claims a second between two moments (claims, seconds)."""
    return (after[0] - before[0]) / (after[1] - before[1])


Question = Callable[[Ledger], object]


def questions(made: World, chance: random.Random, reports: int) -> dict[str, list[Question]]:
    """What is asked: each place as often as the reports tell of it, as of a day within their time; boxes around such places.

    The words searched for are a town with a target, a quarter (some hundred claims), and a target alone (thousands).
    """

    def town() -> dict[str, Any]:
        drafts, _ = report(made, chance.randrange(reports), SEED)
        found: dict[str, Any] = chance.choice(drafts[1:]).payload["act"]["places"][0]
        return found

    def day() -> str:
        return (FIRST + timedelta(minutes=MINUTES * chance.randrange(reports // 10, reports))).strftime("%Y-%m-%d")

    def control() -> Question:
        key, view = f"gn:{town()['geonames_id']}", View(as_of=day())
        return lambda ledger: ledger.control(key, view)

    def box() -> Question:
        t, half = town(), BOX / 2
        view = View(box=(t["lon"] - half, t["lat"] - half, t["lon"] + half, t["lat"] + half), as_of=day())
        return lambda ledger: ledger.events(view, limit=PAGE)

    def search() -> Question:
        target = chance.choice(WORDS["targets"]).split(" ", 1)[-1]
        words = chance.choice((f"{town()['name']} {target}", chance.choice(made.quarters), f'"{target}"'))
        return lambda ledger: ledger.search(words, limit=PAGE)

    return {name: [make() for _ in range(ASKED)] for name, make in (("control", control), ("box", box), ("search", search))}


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of a kind of question: the middle, nine in ten, the worst; and how many records the middle answer had."""

    median: float
    ninth: float
    worst: float
    records: float


def ask(ledger: Ledger, asked: dict[str, list[Question]]) -> dict[str, Asked]:
    """Asks each question once, kind after kind; the first of a kind, which warms the connection up, is asked twice and counts once."""
    out = {}
    for kind, some in asked.items():
        some[0](ledger)
        gc.collect()
        times, sizes = [], []
        for question in some:
            begun = time.perf_counter()
            answer = question(ledger)
            times.append(1_000 * (time.perf_counter() - begun))
            sizes.append(len(answer))  # type: ignore[arg-type]
        cut = statistics.quantiles(times, n=10)
        out[kind] = Asked(statistics.median(times), cut[-1], max(times), statistics.median(sizes))
    return out


def run(engine: str, claims: int, say: Callable[[str], None]) -> dict[str, float | int | str]:
    """One engine, filled and asked; the figures by name."""
    with place(engine) as where, Ledger.open(where.where) as ledger:
        appended = fill(where, ledger, claims, say)
        tidy(ledger)
        asked = ask(ledger, questions(world(SEED), random.Random(SEED), appended.reports))
        out: dict[str, float | int | str] = {
            "reports": appended.reports,
            "claims": appended.claims,
            "claims_a_second": round(appended.claims / appended.seconds),
            "claims_a_second_over_the_last_tenth": round(appended.last_tenth),
            "processor_microseconds_a_claim": round(1e6 * appended.processor_seconds / appended.claims),
            "gigabytes": round(where.bytes() / 1e9, 2),
            "memory_mb": round(memory.peak() / 1e6),
        }
        if where.server is not None:
            out["server_memory_mb"] = round(memory.of_server(where.server) / 1e6)
        for kind, found in asked.items():
            out |= {f"{kind}_ms": round(found.median, 1), f"{kind}_ninth_ms": round(found.ninth, 1)}
            out |= {f"{kind}_worst_ms": round(found.worst, 1), f"{kind}_records": found.records}
    return out
