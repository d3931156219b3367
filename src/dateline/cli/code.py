"""dateline code: reports in, coded claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TextIO

import typer
from rich.console import Console

from dateline.cli.coder import OURS, Asked, report_notes
from dateline.cli.progress import tracked
from dateline.cli.spread import spread
from dateline.cli.table import clean
from dateline.errors import DatelineError
from dateline.records import Coded, Rejected

SAID: Final = {"read": "not read", "import": "not imported", "ledger": "not recorded"}  # of a report rejected at this stage
Notes = tuple[tuple[str, int], ...]
FILE_WIDTH: Final[int] = 160  # columns of a table that is written to a file


class Format(StrEnum):
    """How the coded reports are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the reports beside their text, where they do not say."""

    published: Annotated[str | None, typer.Option(help="Date of the report where it does not say, as 2016-12-11.")] = None
    outlet: Annotated[str | None, typer.Option(help="Outlet of the report where it does not say.")] = None


@spread("asked", Asked)
@spread("told", Told)
def code(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of .txt, .md, .html, .jsonl; '-' reads standard input.")],
    told: Told = Told(),
    asked: Asked = OURS,
    format: Annotated[Format, typer.Option("--format", "-f", help="table for people; jsonl or csv for machines.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.")] = None,
    strict: Annotated[bool, typer.Option(help="End with status 1 if a report could not be read or coded.")] = False,
) -> None:
    """Code reports into events and claims.

    [bold]Examples:[/bold]

      dateline code report.txt --published 2016-12-11

      dateline code wire/ --format jsonl --out coded.jsonl

      cat story.txt | dateline code - --format csv

      dateline code wire/ --coder llm --endpoint http://localhost:11434/v1
    """
    from dateline.ingest import code_each, documents
    from dateline.read import Given
    from dateline.settings import from_environment

    check_date(told.published)
    if out is not None:
        _check_out(out, paths)
    found = documents(paths, Given(published=told.published, outlet=told.outlet), from_environment())
    rejected: list[Rejected] = []
    shown: dict[str, Notes] = {}
    results = _kept(tracked(code_each(found, asked.kit()), paths), rejected, shown)
    if out is None:
        _write(results, format, sys.stdout)
    else:
        _to_file(results, format, out)
    report_rejected(rejected)
    report_notes(note for notes in shown.values() for note in notes)
    if rejected and not shown:
        raise typer.Exit(2)
    if strict and rejected:
        raise typer.Exit(1)


def check_date(published: str | None) -> None:
    """Refuses a date that is not EDTF (`read.date`)."""
    from dateline.read.dates import is_edtf_date

    if published is not None and not is_edtf_date(published):
        raise DatelineError("read.date", repr(published))


def _check_out(out: Path, paths: list[Path]) -> None:
    """Refuses a file that cannot be written, or that is one of those to be read, before any work is done."""
    if not out.parent.is_dir() or out.is_dir():
        raise DatelineError("export.write", str(out))
    if any(out.resolve() == path.resolve() for path in paths if str(path) != "-"):
        raise DatelineError("cli.usage", f"{out} would overwrite a report that is to be read.")


def _to_file(results: Iterable[Coded], format: Format, out: Path) -> None:
    """Writes beside the file and moves it into place whole; a device or a pipe is written as it is."""
    whole = not out.exists() or out.is_file()
    part = out.with_name(f".{out.name}.part") if whole else out
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            _write(results, format, file)
        if whole:
            part.replace(out)
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error
    finally:
        if whole:
            part.unlink(missing_ok=True)


def _kept(results: Iterable[Coded | Rejected], rejected: list[Rejected], shown: dict[str, Notes]) -> Iterator[Coded]:
    """The coded reports; what was rejected, and the ids of what was coded with its notes, are put down on the way."""
    for result in results:
        if isinstance(result, Rejected):
            rejected.append(result)
        else:
            shown[result.document.id] = result.notes
            yield result


def _write(results: Iterable[Coded], format: Format, file: TextIO) -> None:
    from dateline.export import csv, jsonl

    if format is Format.jsonl:
        for coded in results:
            file.write(jsonl.line(coded) + "\n")
    elif format is Format.csv:
        file.writelines(csv.write(results))
    else:
        from dateline.cli.table import show

        console = Console(highlight=False) if file is sys.stdout else Console(file=file, highlight=False, width=FILE_WIDTH)
        for coded in results:
            show(coded, console)


def report_rejected(rejected: list[Rejected]) -> None:
    """Says on standard error which reports were not coded, why, and the way out."""
    from dateline.errors import KINDS

    console = Console(stderr=True, highlight=False)
    for r in rejected:
        kind = KINDS[r.code]
        detail = f" {r.detail}" if r.detail and r.detail != r.document_id else ""
        words = f"{SAID.get(r.stage, 'not coded')}: {r.document_id}: [{r.code}] {kind.meaning}{detail} {kind.way_out}"
        console.print(clean(words), style="yellow", markup=False)
