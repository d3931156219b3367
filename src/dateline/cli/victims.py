"""dateline victims and dateline victim: records of persons who were killed, harmed or are missing, restricted by default."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, OPTIONS, Drawn, Page, Shape, Which, opened, sheet, show, viewed
from dateline.cli.people import By, say
from dateline.cli.table import clean

if TYPE_CHECKING:
    from dateline.ledger import Ledger, View
    from dateline.ledger.victims import Victims
    from dateline.records.victim import Person, Word

TAKEN: Final = ("as_of", "recorded_as_of", "private")  # what the commands heed of a view
COLUMNS: Final = (
    ("person", 10), ("incident", 10), ("name", 3), ("age", 2), ("sex", 2), ("status", 2), ("cause", 3), ("place", 3), ("date", 2),
    ("accounts", 10),
)  # fmt: skip
NARROW: Final = ((0, 1, 9), (2, 3, 4, 5), (6, 7, 8))
Incident = Annotated[
    str, typer.Option("--incident", "-i", help="The incident, or one of its events: its id or the beginning of it.")
]
Id = Annotated[str, typer.Argument(help="The person's record: its id or the beginning of it.")]

victim = typer.Typer(no_args_is_help=True, help="Record persons of an incident, each source's account beside the others.")


@dataclass(frozen=True, slots=True)
class Given:
    """What a source tells of a person, as options."""

    name: Annotated[str | None, typer.Option(help="The name as the source has it.")] = None
    age: Annotated[str | None, typer.Option(help='As told: 31, "about 30", child.')] = None
    sex: Annotated[str | None, typer.Option(help="female, male, other or unknown.")] = None
    status: Annotated[str | None, typer.Option(help="civilian, combatant or unknown.")] = None
    cause: Annotated[str | None, typer.Option(help="What they died of, or what was done to them.")] = None
    place: Annotated[str | None, typer.Option(help="Where.")] = None
    date: Annotated[str | None, typer.Option(help="When, as 2016-12-10.")] = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose word it is, as options."""

    source: Annotated[list[str] | None, typer.Option(help="Who says so, or which document; give it again for more.")] = None
    relation: Annotated[str | None, typer.Option(help="report, family, witness, organisation or other.")] = None
    told: Annotated[str | None, typer.Option(help="When the source said it, as 2016-12-11; else it counts from now.")] = None
    note: Annotated[str | None, typer.Option(help="What else matters about this account. Restricted, as all of it is.")] = None


GROUPS: Final[dict[str, type]] = {"given": Given, "heard": Heard}


@partial(viewed, taken={name: OPTIONS[name] for name in TAKEN})
def victims(
    incident: Annotated[str | None, typer.Option("--incident", "-i", help="Only persons of this incident.")] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """List the records of persons. What may tell who they are is left out unless you ask for it with --private.

    What sources tell differently stands side by side, in the order in which it was recorded.

    [bold]Examples:[/bold]

      dateline victims

      dateline victims --incident 3f2a81 --private
    """
    with opened(ledger) as record:
        answer = record.victims(view, incident)
        show(lambda limit, after: answer, Page(), format, _table)


def _table(answer: Victims) -> Drawn:
    return sheet(COLUMNS, [[clean(c) for c in answer.cells(item)] for item in answer], NARROW)


@victim.command("show")
@partial(viewed, taken={name: OPTIONS[name] for name in TAKEN})
def show_victim(id: Id, view: View = None, ledger: Which = DEFAULT) -> None:  # type: ignore[assignment]
    """Show a person's record: each account with its source, its author, and the number that dateline undo takes.

    [bold]Example:[/bold]  dateline victim show 7c1e02 --private
    """
    from dateline.ledger.victims import FIELDS, shown
    from dateline.records.victim import RESTRICTED

    with opened(ledger) as record:
        found = record.victim(id, view)
    console = Console(highlight=False)
    console.print(Text.assemble((found.id[:8], "bold"), f"  incident {(found.incident or 'withdrawn')[:8]}"))
    for field in FIELDS:
        console.print(Text(f"  {field:<8}{clean(' / '.join(shown(found, field))) or '?'}"))
    for a in found.accounts:
        told = ", ".join(f"{f} {value}" for f in FIELDS if (value := getattr(a.person, f)))
        sources = RESTRICTED if found.restricted else ", ".join(a.word.sources)
        line = f"entry {a.seq} by {a.author}, {a.word.relation}: {sources}" + (f", {a.word.told}" if a.word.told else "")
        console.print(Text(clean(line + (f": {told}" if told else "") + (f" ({a.word.note})" if a.word.note else "")), style="dim"))


@victim.command("add")
@partial(viewed, groups=GROUPS)
def add_victim(incident: Incident, given: Given = Given(), heard: Heard = Heard(), by: By = None, ledger: Which = DEFAULT) -> None:
    """Record a person of an incident, as one source tells of them. The name stays out of every index and export.

    Who you are (--by) stays in the log for good; everything else can be taken out with dateline redact.

    [bold]Example:[/bold]

      dateline victim add --incident 3f2a81 --name "Amna Darwish" --age 31 --status civilian --source "Orontes Courier" --by ada
    """
    from dateline.ledger.amending import person

    author = person(by)
    with opened(ledger) as record:
        entry = record.add_victim(incident, *_told(given, heard, "report"), author)
        unguarded = _unguarded(record, incident, given.name)
    id = entry.subject.partition(":")[2]
    say(entry, f"person {id[:8]} recorded; take it back with: dateline undo {entry.seq}")
    if unguarded:
        words = f"{len(unguarded)} of the incident's claims print the name; to withhold it: dateline correct CLAIM private NAME"
        Console(stderr=True, highlight=False).print(f"{words} ({', '.join(unguarded)})", style="yellow", soft_wrap=True)


@victim.command("correct")
@partial(viewed, groups=GROUPS)
def correct_victim(id: Id, given: Given = Given(), heard: Heard = Heard(), by: By = None, ledger: Which = DEFAULT) -> None:
    """Record what a family or another source says otherwise of a person. It stands beside what was told before.

    A mistake of your own is taken back with dateline undo and the number of its entry, and recorded anew.

    [bold]Example:[/bold]

      dateline victim correct 7c1e02 --age 13 --source "her mother" --relation family --by ada
    """
    from dateline.ledger.amending import person

    author = person(by)
    with opened(ledger) as record:
        entry = record.correct_victim(id, *_told(given, heard, "family"), author)
    say(entry, f"another account of person {id[:8]}; take it back with: dateline undo {entry.seq}")


def _told(given: Given, heard: Heard, relation: Any) -> tuple[Person, Word]:
    from dataclasses import asdict

    from dateline.records.victim import Person, Word

    word = Word(tuple(heard.source or ()), heard.relation or relation, heard.told, heard.note)  # type: ignore[arg-type]
    return Person(**asdict(given)), word


def _unguarded(record: Ledger, incident: str, name: str | None) -> list[str]:
    """The claims of the incident, by their short ids, that show the name to everybody."""
    from dateline.ledger import View
    from dateline.ledger.privacy import withhold

    if not name:
        return []
    told = record.incident(incident, View()).claims
    return [c.id[:8] for c in told if withhold(c.words, (name,)) != c.words]


__all__ = ["victim", "victims"]
