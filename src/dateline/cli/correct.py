"""dateline correct, judge, withdraw, undo: what people record about claims."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.people import By, Reason, read_value, say

Claim = Annotated[str, typer.Argument(help="The claim: its id or the beginning of it.")]
Subject = Annotated[str, typer.Argument(help="A claim or a report: its id or the beginning of it.")]


def correct(
    claim: Claim,
    field: Annotated[str, typer.Argument(help="What is wrong: type, status, targets, places, when, figures, control, private …")],
    value: Annotated[str, typer.Argument(help="What is right, as words or as JSON; null for nothing.")],
    by: By = None,
    reason: Reason = None,
    ledger: Which = DEFAULT,
) -> None:
    """Correct a field of a claim. The claim as it was coded stays in the log; views show it corrected.

    Sides are names, weapons words; places, figures, voices and changes of control are lists of objects as in the JSON Lines. A time
    is EDTF, or an object with its value and the text, start and end of its words. The field private lists the names that are
    withheld by default: [] lets all of them be shown.

    [bold]Examples:[/bold]

      dateline correct 3f2a81 status denied --by ada --reason "second paragraph"

      dateline correct 3f2a81 targets '["civilians (Syria)"]' --by ada

      dateline correct 3f2a81 figures '[{"measure": "killed", "unit": "people", "low": 31, "best": 31, "high": null}]' --by ada
    """
    from dateline.ledger.amending import correct, person

    author = person(by)
    with opened(ledger) as record:
        entry = correct(record.store, claim, field, _listed(field, read_value(value)), author, reason)
    say(entry, f"claim {entry.subject[:8]}: {field} corrected; take it back with: dateline undo {entry.seq}")


def _listed(field: str, value: Any) -> Any:
    """One name for a list of names."""
    return [value] if field in ("initiators", "targets", "allies", "weapons", "private") and isinstance(value, str) else value


def judge(
    subject: Subject,
    verdict: Annotated[str, typer.Argument(help="right: coded as the report has it; wrong; unsure.")],
    by: By = None,
    reason: Reason = None,
    ledger: Which = DEFAULT,
) -> None:
    """Record what you hold of a claim or a report: right, wrong or unsure.

    [bold]Example:[/bold]  dateline judge 3f2a81 right --by ada
    """
    from dateline.ledger.amending import judge, person

    author = person(by)
    with opened(ledger) as record:
        entry = judge(record.store, subject, verdict, author, reason)
    say(entry, f"{entry.subject[:8]} judged {verdict}; take it back with: dateline undo {entry.seq}")


def withdraw(
    subject: Subject,
    by: By = None,
    reason: Reason = None,
    successor: Annotated[str | None, typer.Option(help="The claim that answers for it from now on.")] = None,
    ledger: Which = DEFAULT,
) -> None:
    """Withdraw a claim, or a report with all of its claims. Views of earlier moments still show them.

    [bold]Examples:[/bold]

      dateline withdraw 3f2a81 --by ada --reason "the caption is of another day"

      dateline withdraw 3f2a81 --successor 9b1c02 --by ada
    """
    from dateline.ledger.amending import person, withdraw

    author = person(by)
    with opened(ledger) as record:
        entry = withdraw(record.store, subject, author, reason, successor)
    say(entry, f"{entry.subject[:8]} withdrawn")


def undo(
    number: Annotated[int, typer.Argument(help="The number of the entry that holds the correction or the judgement.")],
    by: By = None,
    reason: Reason = None,
    ledger: Which = DEFAULT,
) -> None:
    """Take back a correction or a judgement, by the number of its entry.

    [bold]Example:[/bold]  dateline undo 1204 --by ada
    """
    from dateline.ledger.amending import person, undo

    author = person(by)
    with opened(ledger) as record:
        entry = undo(record.store, number, author, reason)
    say(entry, f"entry {number} taken back")
