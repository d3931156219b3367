"""What the commands that ask the ledger share: which ledger, from where it is looked at, and how answers are printed.

A command takes `view: View`, `page: Page` or both, and is decorated with `viewed`: on the command line they become --as-of,
--during, --place … and --limit, --after.

    @viewed
    def claims(view: View, ledger: Which = DEFAULT, format: Shape = Format.table, page: Page = Page()) -> None: ...
"""

from __future__ import annotations

import csv
import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.table import WIDE, clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger import Ledger, View
    from dateline.ledger.questions.answer import Answer

DEFAULT: Final = "dateline.db"
ENVIRONMENT: Final = "DATELINE_LEDGER"
ROWS: Final[int] = 50  # rows of a table, unless asked otherwise
CHUNK: Final[int] = 1_000  # rows that are fetched at once for a machine
FLAGS: Final = frozenset({"private", "withdrawn"})  # options of a view that take no value
FIXED: Final[int] = 10  # characters: from here on a column's size is its width and not its share
NO_GROUPS: Final[Mapping[str, type]] = {}
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # a cell that begins so would be run by a spreadsheet

Which = Annotated[
    str, typer.Option("--ledger", "-l", envvar=ENVIRONMENT, help="The ledger: a file, or a database URL (postgresql://…).")
]
Shape = Annotated[Format, typer.Option("--format", "-f", help="table for people; jsonl or csv for machines.")]
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
    "report": Annotated[str | None, typer.Option(help="Only claims of this report: its id, the beginning of it, or its name.")],
    "event": Annotated[str | None, typer.Option(help="Only claims of this event: its id, or the beginning of it.")],
    "box": Annotated[str | None, typer.Option(help="Only events within west,south,east,north in degrees, as 37,34,39,36.")],
    "private": Annotated[bool, typer.Option("--private", help="Show the names of private persons.")],
    "withdrawn": Annotated[bool, typer.Option("--withdrawn", help="Show withdrawn and superseded claims too.")],
}  # the fields of a View, as options
SCORED: Final[dict[str, Any]] = {
    **OPTIONS,
    "min_score": Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, help="Of what only a machine vouches for, only claims of this score or a higher one (0 to 1)."
        ),
    ],
}  # the same, and the least score


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer: at most `limit` rows (None: as many as suit the format), from the mark `after` on."""

    limit: int | None = None
    after: str | None = None


PAGE: Final[dict[str, Any]] = {
    "limit": Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many rows; in a table 50 by default.")],
    "after": Annotated[str | None, typer.Option(help="Go on from where the page before ended: the mark that it was closed with.")],
}


def viewed(
    command: Callable[..., None], taken: Mapping[str, Any] = OPTIONS, groups: Mapping[str, type] = NO_GROUPS
) -> Callable[..., None]:
    """The command with its parameters `view` and `page` spread out into options; `taken`: those of a view that it heeds.

    `groups`: further parameters that are spread out, with the dataclass of each, whose fields are the options.
    """
    own = inspect.signature(command).parameters
    hints = get_type_hints(command, localns={"View": object}, include_extras=True)
    spread: dict[str, Any] = {}
    apart = {"view": taken, "page": PAGE, **{name: get_type_hints(group, include_extras=True) for name, group in groups.items()}}
    for name, parameter in own.items():
        options = apart.get(name, {name: hints[name]})
        for option, hint in options.items():
            own_default = getattr(groups[name](), option) if name in groups else None
            default = parameter.default if options.keys() == {name} else False if option in FLAGS else own_default
            spread[option] = inspect.Parameter(option, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)

    @functools.wraps(command)
    def run(**given: Any) -> None:
        if "view" in own:
            given["view"] = view_of({name: given.pop(name) for name in taken})
        if "page" in own:
            given["page"] = Page(**{name: given.pop(name) for name in PAGE})
        for name, group in groups.items():
            given[name] = group(**{option: given.pop(option) for option in apart[name]})
        command(**given)

    run.__signature__ = inspect.Signature(list(spread.values()))  # type: ignore[attr-defined]
    run.__annotations__ = {name: p.annotation for name, p in spread.items()}
    return run


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


Ask = Callable[[int, str | None], "Answer[Any]"]  # a question, given a limit and the mark to go on after
Drawn = Callable[[int], Table]  # a table for a screen of so many characters


def show(ask: Ask, page: Page, format: Format, draw: Callable[[Any], Drawn]) -> None:
    """Prints the answer: a page of it as a table for people, or all of it row by row for machines."""
    if format is not Format.table:
        write(_answers(ask, page), format)
        return
    answer = ask(page.limit or ROWS, page.after)
    if len(answer):
        console = Console(highlight=False)
        console.print(draw(answer)(console.width))
    more = f"; the next page: --after {answer.next}" if answer.next else ""
    count = f"{len(answer):,} {answer.noun}{'' if len(answer) == 1 else 's'}{more}"
    Console(stderr=True, highlight=False).print(count, style="dim", soft_wrap=True)


def _answers(ask: Ask, page: Page) -> Iterator[Answer[Any]]:
    """The answer in chunks, up to the limit."""
    left, after = page.limit, page.after
    while True:
        answer = ask(CHUNK if left is None else min(left, CHUNK), after)
        yield answer
        left, after = None if left is None else left - len(answer), answer.next
        if after is None or left == 0:
            return


def write(answers: Iterable[Answer[Any]], format: Format) -> None:
    """Writes answers for machines: a JSON object a line, or CSV with a head line."""
    for number, answer in enumerate(answers):
        write_rows(answer.to_dicts(), format, answer.columns, head=number == 0)


def write_rows(rows: Iterable[Mapping[str, Any]], format: Format, columns: Sequence[str], head: bool = True) -> None:
    """Writes rows for machines; `head`: whether CSV begins with the names of its columns."""
    if format is Format.jsonl:
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\r\n")
    if head:
        writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    """A value as a cell of CSV: words with "; " between them, other lists and objects as JSON, no formula, no control character."""
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    elif isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    value = clean(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def sheet(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Text | str]], narrow: Sequence[Sequence[int]]) -> Drawn:
    """A table for a screen of any width (characters): on one below WIDE the cells of each group of `narrow` share a column.

    The number beside a column's name is its width in characters, or its share of what is left if it is below FIXED.
    """
    lines = list(rows)

    def draw(width: int) -> Table:
        groups = [[n] for n in range(len(columns))] if width >= WIDE else narrow
        table = Table(expand=True, box=box.SIMPLE_HEAD, pad_edge=False)
        for group in groups:
            sizes = [columns[n][1] for n in group]
            shares = [size for size in sizes if size < FIXED]
            fixed = None if shares else max(sizes)
            table.add_column(columns[group[0]][0], ratio=max(shares, default=None), width=fixed, overflow="fold")
        for cells in lines:
            table.add_row(
                *(Text("\n").join(Text.assemble(cells[n]) for n in group if str(cells[n])) for group in groups), end_section=True
            )
        return table

    return draw


def day(when: str | None) -> str:
    """A time as EDTF, that breaks between its ends where a column is narrow."""
    return clean(when or "?").replace("/", " / ")
