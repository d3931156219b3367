"""dateline release: a versioned data set that others can use and cite."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console

from dateline.cli.ledger import DEFAULT, OPTIONS, Which, opened, viewed
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger import View

TAKEN: Final = {name: hint for name, hint in OPTIONS.items() if name not in ("private", "withdrawn")}


@dataclass(frozen=True, slots=True)
class How:
    """How a release is made."""

    format: Annotated[
        list[str] | None,
        typer.Option(
            help="A data file in this format of dateline export; several with several --format. Default: incidents, claims."
        ),
    ] = None
    policy: Annotated[
        str | None,
        typer.Option(help="Whose figures: ucdp, acled, ibc, airwars or latest, where a format has no method of its own."),
    ] = None
    against: Annotated[
        Path | None, typer.Option(help="The folder of the release before: changes.csv tells what changed, and why.")
    ] = None
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Take in what no person has reviewed.")] = False
    licence: Annotated[str | None, typer.Option(help="Under which licence it may be used, as CC-BY-4.0.")] = None
    author: Annotated[list[str] | None, typer.Option(help="Who is to be cited; several with several --author.")] = None
    made: Annotated[
        str | None,
        typer.Option(help="The moment that it bears, as 2017-01-31T12:00Z, to make the same release again. Default: now."),
    ] = None


@partial(viewed, taken=TAKEN, groups={"how": How})
def release(
    name: Annotated[str, typer.Argument(help="What the data set is called.")],
    version: Annotated[str, typer.Argument(help="Which version of it this is, as 1.0 or 2017-01.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write: new, or empty.")],
    how: How = How(),
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
) -> None:
    """Freeze a versioned, citable data set in a folder.

    It holds the incidents with every account of them, loss reports, the codebook, how much the record covers, what changed since the
    release before and why, a citation, and release.json, which ties it to the ledger's log. Only what a person has reviewed goes out,
    unless --unreviewed is given; names of private persons never do.

    [bold]Examples:[/bold]

      dateline release "Palmyra 2016" 1.0 --out palmyra-1.0 --licence CC-BY-4.0 --author "Desk of the Record"

      dateline release "Palmyra 2016" 1.1 --out palmyra-1.1 --against palmyra-1.0 --format ucdp --format acled
    """
    from dateline import __version__
    from dateline.review.release import USUAL, Order
    from dateline.review.release import release as make

    formats = tuple(how.format or USUAL)
    with opened(ledger) as record:
        made = _moment(how.made, record.store.clock())
        authors = tuple(how.author or ())
        order = Order(
            name,
            version,
            made,
            f"dateline {__version__}",
            view,
            formats,
            how.policy,
            how.unreviewed,
            how.licence,
            authors,
            how.against,
        )
        _say(make(record, order, out), out)


def _moment(words: str | None, now: int) -> int:
    """The moment of the release (microseconds since 1970, UTC): never later than now, so that no embargo ends early."""
    from dateline.records.edtf import instants

    if words is None:
        return now
    span = instants(words)
    if span is None:
        raise DatelineError("ledger.date", f"made {words!r}")
    if span[0] > now:
        raise DatelineError("cli.usage", f"--made {words} is yet to come.")
    return span[0]


def _say(made: dict[str, Any], out: Path) -> None:
    """Prints what was made."""
    console, count = Console(highlight=False), made["counts"]
    held = ", ".join(
        f"{count[f'{what}s']:,} {what}{'' if count[f'{what}s'] == 1 else 's'}" for what in ("incident", "claim", "report", "origin")
    )
    console.print(clean(f"{made['name']} {made['version']}: {held}"), style="bold", markup=False, soft_wrap=True)
    console.print(
        clean(f"{len(made['files']) + 1} files in {out}, as of entry {made['ledger']['entry']:,}"), markup=False, soft_wrap=True
    )
    for what, found in (made["changes"] or {}).items():
        changes = ", ".join(f"{n:,} {change}" for change, n in found.items())
        console.print(f"{what}s since {clean(made['against']['version'])}: {changes}", markup=False, soft_wrap=True)
    if not count["incidents"]:
        Console(stderr=True).print("nothing may go out: see losses/record.json (--unreviewed takes in what nobody has reviewed)")
