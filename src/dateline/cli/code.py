"""dateline code: reports in, coded claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from dateline.cli.progress import tracked
from dateline.errors import DatelineError
from dateline.records import Coded, Rejected


class Format(str, Enum):
    """How the coded reports are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def code(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of .txt, .md, .html, .jsonl; '-' reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Date of the report where it does not say, as 2016-12-11.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of the report where it does not say.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="table for people; jsonl or csv for machines.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the screen.")] = None,
    strict: Annotated[bool, typer.Option(help="End with status 1 if a report could not be read or coded.")] = False,
) -> None:
    """Code reports into events and claims.

    [bold]Examples:[/bold]

      dateline code report.txt --published 2016-12-11

      dateline code wire/ --format jsonl --out coded.jsonl

      cat story.txt | dateline code - --format csv
    """
    from dateline.ingest import code_each, documents
    from dateline.pipeline import load_kit
    from dateline.read import Given
    from dateline.settings import from_environment

    settings = from_environment()
    if published is not None:
        from dateline.read.dates import is_edtf_date

        if not is_edtf_date(published):
            raise DatelineError("read.date", repr(published))
    found = documents(paths, Given(published=published, outlet=outlet), settings)
    rejected: list[Rejected] = []
    results = _kept(tracked(code_each(found, load_kit()), paths), rejected)
    if out is None:
        _write(results, format, sys.stdout)
    else:
        _to_file(results, format, out)
    report_rejected(rejected)
    if strict and rejected:
        raise typer.Exit(1)


def _to_file(results: Iterable[Coded], format: Format, out: Path) -> None:
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            _write(results, format, file)
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error


def _kept(results: Iterable[Coded | Rejected], rejected: list[Rejected]) -> Iterator[Coded]:
    for result in results:
        if isinstance(result, Rejected):
            rejected.append(result)
        else:
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

        console = Console(file=file, highlight=False)
        for coded in results:
            show(coded, console)


def report_rejected(rejected: list[Rejected]) -> None:
    """Says on standard error which reports were not coded, why, and the way out."""
    from dateline.errors import KINDS

    console = Console(stderr=True, highlight=False)
    for r in rejected:
        kind = KINDS[r.code]
        console.print(f"not coded: {r.document_id}: [{r.code}] {kind.meaning} {r.detail} {kind.way_out}", style="yellow", markup=False)
