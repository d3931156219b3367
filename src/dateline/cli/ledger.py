"""What the commands that ask the ledger share: which ledger, from where it is looked at, and how answers are printed.

A command takes `view: View` and is decorated with `viewed`: on the command line the parameter becomes --as-of, --during, --place …

    @viewed
    def claims(view: View, ledger: Which = DEFAULT, format: Shape = Format.table) -> None: ...
"""

from __future__ import annotations

import csv
import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer

from dateline.cli.code import Format
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger import Ledger, View

DEFAULT: Final = "dateline.db"
ENVIRONMENT: Final = "DATELINE_LEDGER"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so would be run by a spreadsheet

Which = Annotated[
    str, typer.Option("--ledger", "-l", envvar=ENVIRONMENT, help="The ledger: a file, or a database URL (postgresql://…).")
]
Shape = Annotated[Format, typer.Option("--format", "-f", help="table for people; jsonl or csv for machines.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows; the last line says how to go on.")]
After = Annotated[str | None, typer.Option(help="Go on after this row: the mark that the page before it ended with.")]

OPTIONS: Final[dict[str, Any]] = {
    "as_of": Annotated[str | None, typer.Option(help="Only what was published by then, as 2016-12-11 or 2016-12-11T12:00Z.")],
    "recorded_as_of": Annotated[
        str | None, typer.Option(help="Only what the ledger held by then, with the corrections made by then.")
    ],
    "during": Annotated[
        str | None, typer.Option(help="Only what is said to have happened then, as 2016-12 or 2016-12-08/2016-12-11.")
    ],
    "type": Annotated[str | None, typer.Option(help="Only this type of event, as air_strike.")],
    "actor": Annotated[str | None, typer.Option(help="Only events of this side, whether it acts, helps or is acted on.")],
    "speaker": Annotated[str | None, typer.Option(help="Only claims that this voice makes or relays.")],
    "place": Annotated[str | None, typer.Option(help="Only events at this place: a name, or a key as gn:163808.")],
    "country": Annotated[str | None, typer.Option(help="Only events in this country: two letters, as SY.")],
    "status": Annotated[str | None, typer.Option(help="Only claims of this status, as denied.")],
    "measure": Annotated[str | None, typer.Option(help="Only claims with a figure of this measure, as killed.")],
    "box": Annotated[str | None, typer.Option(help="Only events within west,south,east,north in degrees, as 37,34,39,36.")],
    "private": Annotated[bool, typer.Option("--private", help="Show the names of private persons.")],
    "withdrawn": Annotated[bool, typer.Option("--withdrawn", help="Show withdrawn and superseded claims too.")],
}  # the fields of a View, as options


def viewed(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its parameter `view` spread out into options; --box is read here."""
    own = inspect.signature(command).parameters
    hints = get_type_hints(command, localns={"View": object}, include_extras=True)
    spread: dict[str, inspect.Parameter] = {}
    for name, parameter in own.items():
        for option, hint, default in _options() if name == "view" else [(name, hints[name], parameter.default)]:
            spread[option] = inspect.Parameter(option, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)

    @functools.wraps(command)
    def run(**given: Any) -> None:
        command(view=view_of({name: given.pop(name) for name in OPTIONS}), **given)

    run.__signature__ = inspect.Signature(list(spread.values()))  # type: ignore[attr-defined]
    run.__annotations__ = {name: p.annotation for name, p in spread.items()}
    return run


def _options() -> Iterable[tuple[str, Any, Any]]:
    return ((name, hint, False if name in ("private", "withdrawn") else None) for name, hint in OPTIONS.items())


def view_of(given: Mapping[str, Any]) -> View:
    """The View of option values. Raises DatelineError `cli.usage` (box, type, status), `ledger.date`."""
    from dateline.knowledge.ontology import load
    from dateline.ledger import View
    from dateline.ledger.entries import HOLDING

    ontology = load()
    known = {"type": {*ontology.types, HOLDING}, "status": set(ontology.statuses), "measure": set(ontology.measures)}
    for name, values in known.items():
        if given.get(name) is not None and given[name] not in values:
            raise DatelineError("cli.usage", f"--{name} {given[name]!r} is none of {', '.join(sorted(values))}.")
    return View(**{**given, "box": _box(given.get("box"))})


def _box(words: str | None) -> tuple[float, float, float, float] | None:
    if words is None:
        return None
    try:
        west, south, east, north = (float(x) for x in words.split(","))
    except ValueError as error:
        raise DatelineError("cli.usage", f"--box {words!r} is not west,south,east,north in degrees.") from error
    return west, south, east, north


def opened(where: str, create: bool = False) -> Ledger:
    """The ledger that --ledger names, to be used in a with statement. Raises DatelineError `ledger.missing` and others of `Ledger.open`."""
    from dateline.ledger import Ledger

    return Ledger.open(where, create=create)


def write(rows: Iterable[Mapping[str, Any]], format: Format, columns: Sequence[str] | None = None) -> None:
    """Prints rows for machines: a JSON object a line, or CSV with a head line (`columns`: its head where there may be no row)."""
    if format is Format.jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    rows = list(rows)
    writer = csv.DictWriter(sys.stdout, columns or (list(rows[0]) if rows else []), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    """A value as a cell of CSV: a list of words with "; " between them, other lists and objects as JSON, no formula."""
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    elif isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
