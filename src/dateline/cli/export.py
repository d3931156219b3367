"""dateline export: incidents and claims in the formats of the field, each with what it cannot carry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice
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
    from dateline.export.safety import Desk
    from dateline.ledger import Ledger, View
    from dateline.records.entry import KeptReport, Review
    from dateline.records.incident import Incident, Reckoning

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

      dateline export claims --unreviewed | head
    """
    from dateline.export.registry import FORMATS

    made = FORMATS[format.value]
    chosen = _policies(made, how.policy)
    if made.lines is None and out is None:
        raise DatelineError("cli.usage", f"{made.title} is no text: give --out FILE{made.suffix}.")
    _check_files(out, how.loss, ledger)
    losses = made.losses()
    with opened(ledger) as record:
        losses.note("holdings", _holdings(record, view))
        _write(made, _cases(record, (view, page), losses, how, chosen), losses, out)
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


def _cases(record: Ledger, asked: tuple[View, Page], losses: Losses, how: How, policies: Sequence[str]) -> Iterator[Case]:
    """The incidents of the view as they may go out."""
    from dateline.export.safety import Rules, cleared
    from dateline.ledger.outgoing import embargoes

    view, page = asked
    with record.store.reading() as connection:
        held = embargoes(connection)
    rules = Rules(record.store.clock(), how.unreviewed, view.private, held)
    return cleared(_incidents(record, view, page), _desk(record, policies), rules, losses)


def _holdings(record: Ledger, view: View) -> int:
    """How many claims of the view tell a state of control."""
    from dateline.ledger.entries import HOLDING

    if view.type not in (None, HOLDING):
        return 0
    return sum(line.claims for line in record.tally("type", view) if line.key == HOLDING)


def _incidents(record: Ledger, view: View, page: Page) -> Iterator[Incident]:
    """The incidents of the view with their private names, which the safety of exports must know, up to the limit.

    Whoever may not see private names may not ask by them either.
    """
    asks_by_name = not view.private and (view.actor is not None or view.speaker is not None)
    open_to_all = {i.id for i in _walked(record, view, page.after)} if asks_by_name else None
    found = _walked(record, replace(view, private=True), page.after)
    return islice((i for i in found if open_to_all is None or i.id in open_to_all), page.limit)


def _walked(record: Ledger, view: View, after: str | None) -> Iterator[Incident]:
    """The incidents of a view, fetched a chunk at a time."""
    while True:
        answer = record.incidents(view, CHUNK, after)
        yield from answer
        after = answer.next
        if after is None:
            return


def _desk(record: Ledger, policies: Sequence[str]) -> Desk:
    """What an export asks of the ledger."""
    from dateline import __version__
    from dateline.export.format import combined
    from dateline.export.safety import Desk
    from dateline.ledger.outgoing import reports_of, reviews
    from dateline.ledger.privacy import withhold
    from dateline.neural.digest import model_version

    def told_by(ids: Sequence[str]) -> Mapping[str, KeptReport]:
        with record.store.reading() as connection:
            return reports_of(connection, ids)

    def reviewed(ids: Sequence[str]) -> Mapping[str, Review]:
        with record.store.reading() as connection:
            return reviews(connection, ids)

    def reckoned(incident: Incident) -> Sequence[Reckoning]:
        return combined(record.reconcile(incident, policy) for policy in policies)

    return Desk(
        reckoned,
        withhold,
        told_by,
        reviewed,
        {f"dateline {__version__}": model_version()},
    )


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
