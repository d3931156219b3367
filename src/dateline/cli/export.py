"""dateline export: incidents and claims in the formats of the field, each with what it cannot carry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dateline.cli.ledger import DEFAULT, Page, Which, opened, viewed
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.export.case import Case
    from dateline.export.format import Format
    from dateline.export.loss import Losses
    from dateline.ledger import View

CHUNK: Final[int] = 200  # incidents that are fetched at once


class Kind(StrEnum):
    """The formats, as the registry of exports names them."""

    incidents = "incidents"
    claims = "claims"
    acled = "acled"
    ucdp = "ucdp"
    plover = "plover"
    polecat = "polecat"
    geojson = "geojson"
    geoparquet = "geoparquet"
    parquet = "parquet"
    ftm = "ftm"
    timemap = "timemap"


@dataclass(frozen=True, slots=True)
class How:
    """How an export is made."""

    policy: Annotated[
        str | None,
        typer.Option(help="Whose figures: ucdp, acled, ibc, airwars or latest, where the format has no method of its own."),
    ] = None
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Take in what no person has reviewed.")] = False
    min_score: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="With --unreviewed: leave out what is less likely than this to be right (0 to 1)."),
    ] = None
    loss: Annotated[Path | None, typer.Option(help="Write the loss report to this file, as JSON.")] = None


@partial(viewed, groups={"how": How})
def export(
    format: Annotated[Kind, typer.Argument(help="The format: see docs/reference/formats.md for what each keeps and loses.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.")] = None,
    how: How = How(),
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    page: Page = Page(),  # noqa: B008
) -> None:
    """Export incidents or claims, and say what the format cannot carry.

    Only what a person has reviewed goes out, unless --unreviewed is given; names of private persons and exact places of hospitals,
    shelters and aid sites only with --private. Reports under embargo stay back. The loss report is printed on standard error.

    [bold]Examples:[/bold]

      dateline export acled --out palmyra.csv --place Palmyra

      dateline export geojson --unreviewed --during 2016-12 --out december.geojson --loss december-loss.json

      dateline export claims --unreviewed --min-score 0.7 | head
    """
    from dateline import __version__
    from dateline.export.registry import FORMATS
    from dateline.review.clearing import cases, rules_at

    if how.min_score is not None and not how.unreviewed:
        raise DatelineError(
            "cli.usage", "--min-score goes with --unreviewed: what a person has reviewed goes out whatever its score."
        )
    made = FORMATS[format.value]
    chosen = _policies(made, how.policy)
    if made.lines is None and out is None:
        raise DatelineError("cli.usage", f"{made.title} is no text: give --out FILE{made.suffix}.")
    _check_files(out, how.loss, ledger)
    losses = made.losses()
    with opened(ledger) as record:
        rules = replace(rules_at(record, record.store.clock(), how.unreviewed, view.private), least=how.min_score)
        found = cases(record, (view, rules), chosen, losses, f"dateline {__version__}", (page.after, page.limit))
        _write(made, found, losses, out)
    _say(made, losses, out)
    if how.loss is not None:
        _written(how.loss, lambda path: path.write_text(_report(made, chosen, losses), encoding="utf-8"))


def _check_files(out: Path | None, loss: Path | None, ledger: str) -> None:
    """Refuses files that cannot be written, and those that would overwrite the ledger or each other, before any work is done."""
    taken = {Path(ledger).resolve()}
    for path in (p for p in (out, loss) if p is not None):
        if not path.parent.is_dir() or path.is_dir():
            raise DatelineError("export.write", str(path))
        if path.resolve() in taken:
            raise DatelineError("cli.usage", f"{path} would overwrite the ledger or the export itself.")
        taken.add(path.resolve())


def _policies(made: Format, asked: str | None) -> tuple[str, ...]:
    """The policies by which figures are reckoned."""
    if asked is None or (asked,) == made.policies:
        return made.policies
    if made.bound:
        whose = (
            f"figures under the policy {made.policies[0]}, and no other" if made.policies else "claims, and no reconciled figures"
        )
        raise DatelineError("cli.usage", f"{made.title} holds {whose}.")
    return (asked,)


def _write(made: Format, cases: Iterator[Case], losses: Losses, out: Path | None) -> None:
    lines, save = made.lines, made.save
    if out is None:
        if lines is not None:
            sys.stdout.writelines(lines(cases, losses))
    elif save is not None:
        _written(out, lambda path: save(cases, losses, path))
    elif lines is not None:
        _written(out, lambda path: _text(path, lines(cases, losses)))


def _text(path: Path, pieces: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def _written(out: Path, write: Callable[[Path], object]) -> None:
    """Writes beside the file and moves it into place whole; a device or a pipe is written as it is."""
    whole = not out.exists() or out.is_file()
    part = out.with_name(f".{out.name}.part") if whole else out
    try:
        write(part)
        if whole:
            part.replace(out)
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error
    finally:
        if whole:
            part.unlink(missing_ok=True)


def _say(made: Format, losses: Losses, out: Path | None) -> None:
    """Prints on standard error what went out and what was lost."""
    console = Console(stderr=True, highlight=False)
    found = losses.report()
    counts = f"{losses.kept:,} incident{'' if losses.kept == 1 else 's'}, {losses.rows:,} row{'' if losses.rows == 1 else 's'}"
    console.print(clean(f"{made.title}: {counts}{f', in {out}' if out else ''}"), style="bold", markup=False)
    if not found:
        console.print("nothing was lost", style="dim")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="What this format does not carry", title_justify="left")
    for name, justify in (("lost", "right"), ("in incidents", "right"), ("what, and why", "left")):
        table.add_column(name, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for line in found:
        table.add_row(f"{line.count:,}", f"{line.incidents:,}", clean(line.sentence))
    console.print(table)


def _report(made: Format, policies: Sequence[str], losses: Losses) -> str:
    """The loss report as JSON."""
    import json
    from dataclasses import asdict

    head = {"format": made.name, "title": made.title, "policies": list(policies), "incidents": losses.kept, "rows": losses.rows}
    return json.dumps({**head, "losses": [asdict(line) for line in losses.report()]}, ensure_ascii=False, indent=2) + "\n"
