"""dateline redact: words taken out of the ledger for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.people import By, Reason, Yes, say
from dateline.cli.spread import spread
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger.redaction import Target
    from dateline.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go."""

    name: Annotated[list[str] | None, typer.Option(help="Every entry that holds this name; several names with several --name.")] = (
        None
    )
    scrub: Annotated[bool, typer.Option("--scrub", help="Only clean the files of what was redacted before.")] = False


@spread("wanted", Wanted)
def redact(
    subject: Annotated[str | None, typer.Argument(help="A claim or a report: its id or the beginning of it.")] = None,
    wanted: Wanted = Wanted(),
    by: By = None,
    reason: Reason = None,
    yes: Yes = False,
    ledger: Which = DEFAULT,
) -> None:
    """Take a claim, a report with its claims, or every entry that holds a name out of the ledger for good.

    Text, salt, indexes, originals and the file's journal are cleaned; a new entry says that it was done, and by whom, and verify
    still passes. It cannot be undone. Copies and backups are yours to clean. Nothing recorded later is redacted by itself:
    run it again. Who entered something (--by) stays in the log.

    [bold]Examples:[/bold]

      dateline redact 3f2a81 --by ada --reason "names a witness"

      dateline redact --name "Amna Darwish" --name "Amneh Darwish" --by ada
    """
    from dateline.ledger.amending import person
    from dateline.ledger.redaction import redact, what_holds, what_names

    names = [n for n in wanted.name or [] if n.strip()]
    if wanted.scrub:
        with opened(ledger) as record:
            record.store.scrub()
        return
    if (subject is None) == (not names):
        raise DatelineError("cli.usage", "name a claim or a report, or a name with --name.")
    author = person(by)
    with opened(ledger) as record:
        target = what_names(record.store, names) if subject is None else what_holds(record.store, subject)
        if not target.found:
            raise DatelineError("ledger.unknown", "no entry holds it.")
        _show(record.store, target)
        if not yes:
            typer.confirm("Take this out for good?", abort=True)
        entry = redact(record.store, target, author, reason)
        record.store.scrub()
        _tell_rest(record.store, target)
    say(entry, f"{len(target.found)} entries redacted")


def _show(store: Store, target: Target) -> None:
    """Says what would go, and what would stay."""
    console = Console(stderr=True, highlight=False)
    counts = ", ".join(f"{n:,} {kind}{'' if n == 1 else 's'}" for kind, n in sorted(target.counts.items()))
    console.print(f"to be redacted: {counts}")
    if target.shared:
        console.print(f"{len(target.shared)} originals stay, since other reports came in the same bytes", style="yellow")


def _tell_rest(store: Store, target: Target) -> None:
    """Says how many entries hold what a redacted claim held: the report that it stood in does, as a rule."""
    from dateline.ledger.redaction import count_names

    private = {n for e in target.found if e.payload is not None for n in e.payload.get("private", ())}
    left = {name: n for name, n in count_names(store, sorted(private)).items() if n}
    console = Console(stderr=True, highlight=False)
    if left:
        most = max(left.values())
        console.print(
            f"{most:,} other entries still hold {'a name' if len(left) == 1 else 'names'} of a private person that stood there; to take "
            "those out too, run dateline redact --name with the name",
            style="yellow",
            soft_wrap=True,
        )
    kept = {e.payload["report"] for e in target.found if e.kind == "claim" and e.payload is not None}
    if target.counts.keys() == {"claim"} and kept:
        console.print(
            "the report's own text still holds the words of the claim; dateline redact REPORT takes it out", style="yellow"
        )
