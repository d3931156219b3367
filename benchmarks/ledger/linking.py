"""What linking costs as the ledger grows: reports of the synthetic world, many of them told again by other papers, linked as they come.

usage: python -m benchmarks.ledger.linking [--claims 1000000] [--where PATH_OR_URL] [--pin]
       python -m benchmarks.ledger.linking --pages --where PATH_OR_URL

Prints the processor time of linking alone, added up, at 10,000 claims and on, and the exponent by which it grows from the first to
the last. Every STEP reports are linked, so that each finds its neighbourhood among all that came before. Two reports in five are
told again, by one or two other papers within a day: some acts left out, some figures changed. The world's reports come at an even
pace, so that more claims mean more years and not more claims a day; and a day's claims are of 14 countries with 600 towns each, most
of them of a few towns (world.py). In the end incidents are drawn, those with many accounts as often as they have some, and each is read as
its page is: every account, the figures under a policy, what clashes, the links. `--pages` does that alone, of a ledger that is linked.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from benchmarks.ledger.pinned import pin
from benchmarks.ledger.reports import FIRST, report
from benchmarks.ledger.world import SEED, World, world
from dateline.ledger import Ledger, schema
from dateline.ledger.entries import digest
from dateline.records.entry import Draft

MARKS: Final = (10_000, 30_000, 100_000, 300_000, 1_000_000)  # claims at which the time is looked at
STEP: Final[int] = 200  # reports that are appended, and then linked
RETOLD: Final[float] = 0.4  # share of reports that others tell again
DROPPED: Final[float] = 0.3  # share of acts that a retelling leaves out
CHANGED: Final[float] = 0.2  # share of figures that it changes
PAGES: Final[int] = 200  # incidents that are read
POLICY: Final = "ucdp"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far it had come: claims, reports, seconds of the processor for linking, and accounts, incidents, the largest neighbourhood."""

    claims: int
    reports: int
    seconds: float
    accounts: int
    incidents: int
    largest: int


def told(made: World, seed: int) -> Iterator[list[Draft]]:
    """Reports without end: each of the world, and those that tell it again."""
    index = 0
    while True:
        first = report(made, index, seed)[0]
        yield first
        chance = random.Random(seed * 7_919 + index)
        for number in range(chance.choice((1, 2)) if chance.random() < RETOLD else 0):
            yield _again(first, made, chance, number)
        index += 1


def _again(first: list[Draft], made: World, chance: random.Random, number: int) -> list[Draft]:
    """A report told again by another paper: fewer acts, other figures, some hours later."""
    head = first[0]
    outlet = chance.choice(made.outlets)
    later = FIRST + timedelta(minutes=chance.randint(30, 1_400))
    document = {**head.payload["document"], "outlet": outlet, "published": _shifted(head.payload["document"]["published"], later)}
    id = digest("report", head.subject, outlet, str(number))
    out = [
        Draft(
            "report",
            id,
            head.author,
            {**head.payload, "name": f"{head.payload['name']}-{number}", "document": document, "original": None},
        )
    ]
    kept = {d.payload["event"]: chance.random() >= DROPPED for d in first[1:]}
    for draft in first[1:]:
        if kept[draft.payload["event"]]:
            payload = {
                **draft.payload,
                "report": id,
                "event": digest("event", id, draft.payload["event"]),
                "published": document["published"],
            }
            payload["claim"] = _changed(draft.payload["claim"], chance)
            out.append(Draft("claim", digest("claim", id, draft.subject), draft.author, payload))
    return out


def _shifted(published: str, later: Any) -> str:
    """The day of publication, or the next where the paper comes out after midnight."""
    return published[:10] if later.hour < 12 else published


def _changed(claim: Any, chance: random.Random) -> dict[str, Any]:
    def other(quantity: dict[str, Any]) -> dict[str, Any]:
        if chance.random() >= CHANGED:
            return quantity
        more = chance.choice((0.8, 1.2, 2.0))
        return {
            **quantity,
            **{k: None if quantity[k] is None else float(round(quantity[k] * more) or 1) for k in ("low", "best", "high")},
        }

    return {**claim, "quantities": [other(dict(q)) for q in claim["quantities"]]}


def measure(where: str, claims: int, seed: int = SEED) -> Iterator[Mark]:
    """Fills a new ledger and links it step by step; gives a mark at each of MARKS up to `claims`."""
    ledger, source = Ledger.open(where), told(world(seed), seed)
    written, reports, seconds = 0, 0, 0.0
    wanted = [m for m in MARKS if m < claims] + [claims]
    while wanted:
        some: list[Draft] = []
        for _ in range(STEP):
            some += next(source)
        written += sum(d.kind == "claim" for d in ledger.store.append(some))
        reports += STEP
        begin = time.process_time()
        ledger.link()
        seconds += time.process_time() - begin
        if written >= wanted[0]:
            wanted.pop(0)
            yield _mark(ledger, written, reports, seconds)
    ledger.close()


def _mark(ledger: Ledger, claims: int, reports: int, seconds: float) -> Mark:
    table = schema.incidents.c
    sizes = select(func.count().label("size")).select_from(schema.incidents).group_by(table.component).subquery()
    with ledger.store.reading() as connection:
        accounts, incidents = connection.execute(
            select(func.count(), func.count(table.incident.distinct())).select_from(schema.incidents)
        ).one()
        largest = connection.scalar(select(func.max(sizes.c.size))) or 0
    return Mark(claims, reports, seconds, accounts, incidents, largest)


@dataclass(frozen=True, slots=True)
class Pages:
    """Milliseconds of reading an incident as its page is: the middle, that of 95 in 100, the worst; and the accounts of the middle one."""

    middle: float
    late: float
    worst: float
    accounts: float


def pages(where: str, seed: int = SEED) -> Pages:
    """Reads PAGES incidents of a linked ledger, each once; one before them warms the connection up."""
    chance, table = random.Random(seed), schema.incidents.c
    times, accounts = [], []
    with Ledger.open(where, create=False) as ledger:
        with ledger.store.reading() as connection:
            found = connection.scalars(select(table.incident).order_by(table.event)).all()
        for number in range(PAGES + 1):
            begin = time.perf_counter()
            incident = ledger.incident(chance.choice(found))
            ledger.reconcile(incident, POLICY)
            ledger.clashes(incident)
            ledger.links(incident.id)
            if number:
                times.append(1_000 * (time.perf_counter() - begin))
                accounts.append(len(incident.events))
    return Pages(statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times), statistics.median(accounts))


def exponent(first: Mark, last: Mark) -> float:
    """The power of the number of claims by which the time grew."""
    return math.log(last.seconds / first.seconds) / math.log(last.claims / first.claims)


def main() -> int:
    """Prints the table and the exponent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=MARKS[-1])
    parser.add_argument("--where", help="a new ledger: a path or the URL of an empty database; by default in a temporary folder")
    parser.add_argument("--pages", action="store_true", help="only read incidents of a ledger that is there")
    parser.add_argument("--pin", action="store_true", help="write the figures to benchmarks/ledger/figures.json")
    a = parser.parse_args()
    if a.pages:
        show(pages(a.where))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found: list[Mark] = []
        print(
            f"{'claims':>10}{'reports':>10}{'CPU s':>10}{'µs a claim':>12}{'accounts':>10}{'incidents':>11}{'largest neighbourhood':>23}"
        )
        where = a.where or str(Path(folder) / "linking.db")
        for mark in measure(where, a.claims):
            found.append(mark)
            cost = mark.seconds / mark.claims * 1e6
            print(
                f"{mark.claims:10,}{mark.reports:10,}{mark.seconds:10.1f}{cost:12.0f}{mark.accounts:10,}{mark.incidents:11,}{mark.largest:23,}",
                flush=True,
            )
        if len(found) > 1:
            print(f"grows as n^{exponent(found[0], found[-1]):.2f} from {found[0].claims:,} to {found[-1].claims:,} claims")
        page = pages(where)
        show(page)
        if a.pin:
            grows = round(exponent(found[0], found[-1]), 2) if len(found) > 1 else None
            pin("linking", {"marks": [asdict(m) for m in found], "exponent": grows, "page": asdict(page)})
    return 0


def show(found: Pages) -> None:
    """Prints how long an incident takes."""
    print(
        f"an incident's page: {found.middle:.1f} ms at the median, {found.late:.1f} of 95 in 100, {found.worst:.1f} at worst; "
        f"{found.accounts:.0f} accounts at the median"
    )


if __name__ == "__main__":
    sys.exit(main())
