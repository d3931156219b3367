"""What the ledger bears: how many claims a second it takes, how fast it answers a million of them, and what it survives.

usage: python -m benchmarks.ledger [--claims 1000000] [--engine both] [--short] [--check] [--pin]
       python -m benchmarks.ledger faults [--kills 200] [--engine both] [--short] [--pin]

The claims are synthetic (world.py, reports.py), the appends and questions the ledger's own. PostgreSQL is started by the benchmark on
loopback, as another user where we are root. `--check` fails where a figure misses its bound; a fault always fails. `--pin` writes the
figures beside this file. docs/method.md tells how they are made.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any, Final

from benchmarks.ledger import faults, scale
from benchmarks.ledger.pinned import pin
from benchmarks.postgres import NoServer

ENGINES: Final = ("sqlite", "postgresql")
CLAIMS: Final[int] = 1_000_000
KILLS: Final[int] = 200
SHORT_CLAIMS, SHORT_KILLS = 10_000, 6
FEWEST: Final[int] = 2_000  # claims a second
SLOWEST: Final[float] = 50.0  # milliseconds at the median
LARGEST: Final[int] = 1_500  # megabytes


def missed(found: dict[str, Any]) -> list[str]:
    """The figures of one engine that miss their bounds, in words."""
    out = []
    if found["claims_a_second"] < FEWEST:
        out.append(f"{found['claims_a_second']} claims a second, fewer than {FEWEST}")
    for kind in ("control", "box", "search"):
        if found[f"{kind}_ms"] >= SLOWEST:
            out.append(f"{kind} in {found[f'{kind}_ms']} ms, slower than {SLOWEST}")
    whole = found["memory_mb"] + found.get("server_memory_mb", 0)
    if whole >= LARGEST:
        out.append(f"{whole} MB of memory, more than {LARGEST}")
    return out


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("scale", "faults"), default="scale")
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--claims", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--short", action="store_true", help=f"{SHORT_CLAIMS:,} claims; {SHORT_KILLS} kills")
    parser.add_argument("--check", action="store_true", help="fail where a figure misses its bound")
    parser.add_argument("--pin", action="store_true", help="write the figures to benchmarks/ledger/figures.json")
    return parser.parse_args()


def main() -> int:
    a = arguments()
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for engine in ENGINES if a.engine == "both" else (a.engine,):
        try:
            if a.what == "faults":
                kills = a.kills or (SHORT_KILLS if a.short else KILLS)
                found[engine] = faults.run(engine, kills, a.short, partial(print, engine, flush=True))
                wrong += [f"{engine}: {w}" for w in faults.wrong(found[engine])]
            else:
                claims = a.claims or (SHORT_CLAIMS if a.short else CLAIMS)
                found[engine] = scale.run(engine, claims, partial(print, engine, flush=True))
                print(*(f"{engine}  {name.replace('_', ' '):38}{value:>12,}" for name, value in found[engine].items()), sep="\n")
                wrong += [f"{engine}: {w}" for w in (missed(found[engine]) if a.check else ())]
        except NoServer as error:
            print(f"{engine}  skipped: {error}")
    if a.pin:
        for counts in (c for engine in found.values() for c in engine.values() if isinstance(c, dict)):
            counts["faults"] = len(counts["faults"])
        pin(a.what, found)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
