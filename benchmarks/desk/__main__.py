"""How fast the desk answers over a million claims: the first view of the map, and the page's own calls from many people at once.

usage: python -m benchmarks.desk [--claims 1000000 | --ledger FILE] [--clients 20] [--short] [--check] [--pin]

The claims are those of benchmarks/ledger. `dateline serve` runs over them as a process of its own, on loopback, on the same machine
as the clients. The first view is what the page asks on opening, from its first question to the last answer, over new connections and
without ETags; where Chromium is, the page itself is opened, too, with WebGL in software. Then clients walk through the pages, each asking
what the page asks, several questions at once as a browser does, with ETags, and with pauses of a second on average between steps; the same
without pauses is told beside it and has no goal. Before that the queue is looked at once, and what that starts in the background is waited for.
`--ledger` takes a ledger that is there; it is opened for writing. `--check` fails where a figure misses its goal; `--pin` writes the
figures beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.desk.asking import Answer, Caller
from benchmarks.desk.page import begun, opening
from benchmarks.desk.served import Served, make, serve
from benchmarks.desk.sessions import WALK, Lived, known, live
from benchmarks.desk.window import NoBrowser, opened
from benchmarks.speed.__main__ import machine

FIGURES: Final = Path(__file__).parent / "figures.json"
CLAIMS, CLIENTS, STEPS, PAUSE = 1_000_000, 20, 2 * len(WALK), 1.0
SHORT_CLAIMS, SHORT_CLIENTS, SHORT_STEPS, SHORT_PAUSE = 10_000, 4, 12, 0.1
TIMES: Final[int] = 5  # first views
FIRST_VIEW: Final[float] = 1_000.0  # milliseconds
SLOWEST: Final[float] = 100.0  # milliseconds, of 95 answers in 100


def first_views(host: str, times: int) -> list[tuple[float, float]]:
    """Milliseconds from the first question of the page to the answers by which it draws, and to its last answer; new connections."""
    out = []
    for _ in range(times):
        with Caller(host) as caller:
            start = time.perf_counter()
            answers = caller.all(opening())
            first = time.perf_counter() - start
            _, more = begun(answers)
            answers += caller.all(more)
            whole = time.perf_counter() - start
            _refuse(answers)
            out.append((1_000 * first, 1_000 * whole))
    return out


def _refuse(answers: Iterable[Answer]) -> None:
    """Ends the run where the desk answered with an error."""
    for answer in answers:
        if answer.status not in (200, 304):
            answer.json()


def spread(times: list[float]) -> dict[str, float]:
    """The middle, that of 95 in 100, and the worst, in milliseconds."""
    cut = statistics.quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    return {"answers": len(times), "p50_ms": round(cut[9], 1), "p95_ms": round(cut[18], 1), "worst_ms": round(max(times), 1)}


def told(lived: Lived) -> dict[str, Any]:
    """The figures of what clients did: all answers, and those of each operation."""
    _refuse(lived.answers)
    each: dict[str, list[float]] = defaultdict(list)
    for answer in lived.answers:
        each[answer.operation].append(answer.milliseconds)
    whole = spread([a.milliseconds for a in lived.answers])
    return {
        **whole,
        "answers_a_second": round(len(lived.answers) / lived.seconds, 1),
        "operations": {k: spread(each[k]) for k in sorted(each)},
    }


def run(served: Served, a: argparse.Namespace) -> dict[str, Any]:
    """The figures of a desk that is loaded."""
    out: dict[str, Any] = {
        "first_answer_s": round(served.answers, 1),
        "loaded_s": round(served.loaded, 1),
        "memory_mb_loaded": served.memory()["now"],
    }
    print(f"answers after {served.answers:.1f} s, loaded after {served.loaded:.1f} s", flush=True)
    with Caller(served.host) as caller:
        for name, address in (
            ("first_incidents_s", "/api/incidents?limit=1"),
            ("first_queue_s", "/api/queue?limit=1"),
            ("first_place_s", "/api/places?q=a&limit=1"),
        ):
            out[name] = round(caller.get(name, address).milliseconds / 1_000, 2)
    out["queue_gathered_s"] = round(served.rest(), 1)
    views = first_views(served.host, TIMES)
    out["first_view_drawn_ms"], out["first_view_ms"] = (round(statistics.median(v), 1) for v in zip(*views, strict=True))
    try:
        lists, maps = opened(served.host, 1, False) if a.short else opened(served.host, TIMES, True)
        out |= {"page_listed_software_webgl_ms": round(lists), "page_drawn_software_webgl_ms": round(maps)}
    except NoBrowser as error:
        print(f"skipped: the page itself, since there is {error}")
    what = known(served.host)
    out |= {"clients": a.clients, "steps": a.steps, "pause_s": a.pause}
    out["asked"] = told(live(served.host, what, a.clients, a.steps, a.pause))
    if not a.short:
        out["without_pauses"] = told(live(served.host, what, a.clients, len(WALK), 0.0))
    out["memory_mb_most"] = served.memory()["most"]
    return out


def missed(found: dict[str, Any]) -> list[str]:
    """The figures that miss their goals, in words."""
    out = [
        f"{name.replace('_', ' ')} {found[name]:,}, not under {FIRST_VIEW:,.0f}"
        for name in ("first_view_ms", "page_listed_software_webgl_ms", "page_drawn_software_webgl_ms")
        if found.get(name, 0) >= FIRST_VIEW
    ]
    if found["asked"]["p95_ms"] >= SLOWEST:
        out.append(f"95 in 100 answers in {found['asked']['p95_ms']} ms, not under {SLOWEST:.0f}")
    return out


def show(found: dict[str, Any]) -> None:
    """Prints the tables."""
    for name, value in found.items():
        if not isinstance(value, dict):
            print(f"{name.replace('_', ' '):38}{value:>12,}")
    for name in ("asked", "without_pauses"):
        if (whole := found.get(name)) is None:
            continue
        print(f"\n{name.replace('_', ' ')}: {found['clients']} clients, {whole['answers_a_second']} answers a second")
        print(f"{'':24}{'answers':>9}{'p50 ms':>10}{'p95 ms':>10}{'worst ms':>10}")
        for operation, each in (*whole["operations"].items(), ("all", whole)):
            print(f"{operation:24}{each['answers']:9,}{each['p50_ms']:10,.1f}{each['p95_ms']:10,.1f}{each['worst_ms']:10,.1f}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--claims", type=int)
    which.add_argument("--ledger", type=Path, help="a ledger that is there; it is opened for writing")
    parser.add_argument("--clients", type=int)
    parser.add_argument("--short", action="store_true", help=f"{SHORT_CLAIMS:,} claims, {SHORT_CLIENTS} clients, short pauses")
    parser.add_argument("--check", action="store_true", help="fail where a figure misses its goal")
    parser.add_argument("--pin", action="store_true", help="write the figures to benchmarks/desk/figures.json")
    a = parser.parse_args()
    a.claims = a.claims or (SHORT_CLAIMS if a.short else CLAIMS)
    a.clients = a.clients or (SHORT_CLIENTS if a.short else CLIENTS)
    a.steps, a.pause = (SHORT_STEPS, SHORT_PAUSE) if a.short else (STEPS, PAUSE)
    return a


def main() -> int:
    a = arguments()
    with TemporaryDirectory(prefix="dateline-desk-") as folder:
        ledger = a.ledger or Path(folder) / "ledger.db"
        if a.ledger is None:
            make(ledger, a.claims, partial(print, flush=True))
        with serve(ledger) as served:
            with Caller(served.host) as caller:
                counts = caller.get("head", "/api/head").json()["counts"]
            found = {**counts, **run(served, a)}
    show(found)
    wrong = missed(found) if a.check else []
    if a.pin:
        kept = {"machine": machine(), "processors": os.cpu_count(), "load": round(os.getloadavg()[2], 1), **found}
        FIGURES.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
