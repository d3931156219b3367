"""What docs/figures.py writes of the ledger's and the desk's benchmarks, from the figures that they pinned.

Reads benchmarks/ledger/figures.json (python -m benchmarks.ledger --pin, … faults --pin, python -m benchmarks.ledger.linking --pin) and
benchmarks/desk/figures.json (python -m benchmarks.desk --pin).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LEDGER: Final = ROOT / "benchmarks" / "ledger" / "figures.json"
DESK: Final = ROOT / "benchmarks" / "desk" / "figures.json"
ENGINES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NONE: Final = "\nNot pinned yet.\n\n"
ROWS: Final[dict[str, str]] = {
    "claims": "claims, of so many reports",
    "claims_a_second": "claims a second, on average (over the last tenth)",
    "processor_microseconds_a_claim": "microseconds of processor time a claim",
    "gigabytes": "gigabytes on disk, with the journal",
    "memory_mb": "megabytes of memory at most (of the server, at the end)",
    "control": "control of a place as of a day, ms",
    "box": "the first hundred events of a map box, ms",
    "search": "the first hundred claims with some words, ms",
}
KINDS: Final[dict[str, str]] = {
    "kills": "kills",
    "inside_an_append": "of them inside an append",
    "of_the_server": "of them of the server's process",
    "kept_unsaid": "appends kept whose word the kill cut off",
    "reports_acknowledged": "reports acknowledged",
    "entries_checked": "entries checked",
    "faults": "faults",
}


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def _on(found: dict[str, Any]) -> str:
    return f"Measured on {found['processors']} cores of {found['machine']}."


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ledger() -> str:
    """The table of appending and asking."""
    found = _read(LEDGER).get("scale")
    if found is None:
        return NONE
    engines = [e for e in ENGINES if e in found]
    rows = [[what, *(_scale(found[e], name) for e in engines)] for name, what in ROWS.items()]
    table = _table(["what", *(ENGINES[e] for e in engines)], rows)
    return f"\n{table}\n\nOf times the median, that of nine in ten and the worst. {_on(found)}\n\n"


def _scale(found: dict[str, Any], name: str) -> str:
    if f"{name}_ms" in found:
        return " / ".join(f"{found[f'{name}{part}_ms']:.0f}" for part in ("", "_ninth", "_worst"))
    beside = {"claims": "reports", "claims_a_second": "claims_a_second_over_the_last_tenth", "memory_mb": "server_memory_mb"}.get(
        name
    )
    more = f" ({found[beside]:,})" if beside in found else ""
    return f"{found[name]:,}{more}"


def faults() -> str:
    """The table of kills, and one line on each other fault."""
    found = _read(LEDGER).get("faults")
    if found is None:
        return NONE
    engines = [e for e in ENGINES if e in found]
    rows = [[what, *(f"{found[e]['kills'][name]:,}" for e in engines)] for name, what in KINDS.items()]
    others = {kind: sum(found[e][kind]["faults"] for e in engines if kind in found[e]) for e in engines for kind in found[e]}
    told = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in sorted(others.items()) if kind != "kills")
    return f"\n{_table(['kills', *(ENGINES[e] for e in engines)], rows)}\n\nFaults of the other kinds, both engines: {told}. {_on(found)}\n\n"


def linking() -> str:
    """The table of what linking costs, and how long an incident's page takes."""
    found = _read(LEDGER).get("linking")
    if found is None:
        return NONE
    rows = [
        [
            f"{m['claims']:,}",
            f"{m['reports']:,}",
            f"{m['seconds']:.1f}",
            f"{1e6 * m['seconds'] / m['claims']:.0f}",
            f"{m['incidents']:,}",
        ]
        for m in found["marks"]
    ]
    table = _table(["claims", "reports", "processor seconds of linking, all of it", "microseconds a claim", "incidents"], rows)
    page = found["page"]
    return (
        f"\n{table}\n\nIt grows as n^{found['exponent']:.2f}. An incident as its page shows it – every account, the figures of a policy, what "
        f"clashes, the links – takes {page['middle']:.0f} ms at the median of those drawn, {page['late']:.0f} ms in 95 of 100, "
        f"{page['worst']:.0f} ms at worst. {_on(found)}\n\n"
    )


def desk() -> str:
    """The table of the desk's answers."""
    found = _read(DESK)
    if not found:
        return NONE
    head = ["what the page asks", "answers", "median, ms", "95 in 100, ms", "worst, ms"]
    asked = found["asked"]
    rows = [
        [f"`{name}`", f"{one['answers']:,}", f"{one['p50_ms']:.0f}", f"{one['p95_ms']:.0f}", f"{one['worst_ms']:.0f}"]
        for name, one in sorted(asked["operations"].items())
    ]
    rows.append(["all", f"{asked['answers']:,}", f"{asked['p50_ms']:.0f}", f"{asked['p95_ms']:.0f}", f"{asked['worst_ms']:.0f}"])
    drawn = found.get("page_drawn_software_webgl_ms")
    page = f" The page itself, in Chromium with WebGL in software, has drawn its map after {drawn:,.0f} ms." if drawn else ""
    return (
        f"\n{_table(head, rows)}\n\n{found['clients']} clients, {asked['answers_a_second']:.0f} answers a second. The first view of the map: "
        f"the answers by which it draws after {found['first_view_drawn_ms']:.0f} ms, its last after {found['first_view_ms']:.0f} ms.{page} "
        f"The desk answers {found['first_answer_s']:.1f} s after its start and has all claims in memory after {found['loaded_s']:.0f} s; it held "
        f"{found['memory_mb_most']:,} MB at most. {_on(found)}\n\n"
    )
