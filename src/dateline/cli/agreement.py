"""dateline agreement: how far two codings of the same reports agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dateline.cli.code import Format
from dateline.cli.ledger import Shape, write_rows
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.review.agreement import FieldAgreement

FIELDS: Final = ("field", "both", "only_left", "only_right", "f1", "compared", "alpha", "scale")
Coded = Annotated[Path, typer.Argument(help="Coded reports as JSON Lines, as dateline code --format jsonl prints them.")]


def agreement(left: Coded, right: Coded, format: Shape = Format.table) -> None:
    """Tell how far two coders agree who coded the same reports: a line a field.

    Events are paired first, by where they stand and what they say. F1 counts what both coded against what only one did;
    alpha (Krippendorff's) tells how far they agree beyond chance on what both coded. Reports are paired by id; those that only one
    file holds are left out, and counted.

    [bold]Examples:[/bold]

      dateline agreement ada.jsonl ben.jsonl

      dateline agreement gold.jsonl coded.jsonl --format csv
    """
    from dateline.review.agreement import agreement, joined

    one, other = _records(left), _records(right)
    found = agreement(joined(one, other))
    if format is not Format.table:
        write_rows([asdict(f) for f in found], format, FIELDS)
        return
    Console(highlight=False).print(table(found))
    both = len(one.keys() & other.keys())
    alone = [f"{len(x) - both:,} only in {clean(str(path))}" for x, path in ((one, left), (other, right)) if len(x) > both]
    said = f"{both:,} report{'' if both == 1 else 's'} in both{'; ' if alone else ''}{'; '.join(alone)}"
    Console(stderr=True, highlight=False).print(said, style="dim", soft_wrap=True)


def table(found: tuple[FieldAgreement, ...]) -> Table:
    """A row a field; those that neither coder coded are left out."""
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("field", "both", "only 1st", "only 2nd", "F1", "compared", "alpha"):
        out.add_column(name, justify="left" if name == "field" else "right")
    for f in found:
        if f.f1 is not None or f.compared:
            numbers = [f"{n:,}" for n in (f.both, f.only_left, f.only_right)] if f.f1 is not None else ["", "", ""]
            out.add_row(f.field, *numbers, _share(f.f1), f"{f.compared:,}" if f.compared else "", _share(f.alpha))
    return out


def _share(number: float | None) -> str:
    return "" if number is None else f"{number:.3f}"


def _records(path: Path) -> dict[str, Any]:
    """The reports of a file by id. Raises DatelineError `read.missing`, `review.records`."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except OSError as error:
        raise DatelineError("read.missing", str(path)) from error
    except ValueError as error:
        raise DatelineError("review.records", f"{path}: {error}.") from error
    wrong = next((n for n, r in enumerate(rows, 1) if not isinstance(r, dict) or not isinstance(r.get("text"), str)), None)
    if wrong is not None:
        raise DatelineError("review.records", f"{path}:{wrong}: no report with a text.")
    found = {str(r.get("id")): r for r in rows}
    if len(found) < len(rows):
        raise DatelineError("review.records", f"{path}: an id stands twice.")
    return found


__all__ = ["agreement"]
