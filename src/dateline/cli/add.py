"""dateline add: reports that people coded, and reports that only people can code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from dateline.cli.code import report_rejected
from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.people import By
from dateline.cli.table import clean
from dateline.errors import DatelineError
from dateline.records import Received, Rejected

if TYPE_CHECKING:
    from dateline.ingest import Kept


def add(
    file: Annotated[Path, typer.Argument(help="Records as JSON Lines, or one JSON object; '-' reads standard input.")],
    by: By = None,
    original: Annotated[
        Path | None, typer.Option(help="What the record is of: a recording, a scan, a video. It is kept as it is.")
    ] = None,
    archive: Annotated[str | None, typer.Option(help="Address of an archived copy of it.")] = None,
    ledger: Which = DEFAULT,
) -> None:
    """Add reports that you coded yourself: a phone call, a video, a scan, or a report in another language.

    A record is the codebook's JSON, as dateline code --format jsonl prints it; a name may stand for a side, a date for a time. A
    record without a text codes the report of the ledger that its "report" names. What is added by hand is never superseded.

    [bold]Examples:[/bold]

      dateline add call.json --by ada --original call.ogg

      dateline add coded-arabic.jsonl --by ada
    """
    from dateline.ledger.amending import person

    author, received, rows = person(by), _received(original, archive), list(_rows(file))
    if received is not None and len(rows) != 1:
        raise DatelineError("cli.usage", "--original and --archive go with one record.")
    kept: list[Kept] = []
    rejected: list[Rejected] = []
    with opened(ledger, create=True) as record:
        for name, row in rows:
            result = row if isinstance(row, Rejected) else _add(record.store, name, row, author, received)
            (rejected if isinstance(result, Rejected) else kept).append(result)  # type: ignore[arg-type]
    report_rejected(rejected)
    console = Console(stderr=True, highlight=False)
    for one in kept:
        console.print(clean(f"report {one.report[:8]} ({one.name}): {one.claims:,} claims added"), markup=False)
    console.print(f"reports: {sum(k.state == 'new' for k in kept):,} new, {len(rejected):,} rejected", style="bold", soft_wrap=True)
    if rejected:
        raise typer.Exit(1 if kept else 2)


def _add(store: Any, name: str, row: dict[str, Any], author: str, received: Received | None) -> Kept | Rejected:
    from dateline.ingest import add

    try:
        return add(store, row, author, received)
    except DatelineError as error:
        return Rejected(name, "ledger", error.code, error.detail)


def _received(original: Path | None, archive: str | None) -> Received | None:
    """What the record is of, with the media type that its name has. Raises DatelineError `read.missing`, `read.too_large`."""
    from dateline.settings import from_environment

    if original is None:
        return Received(archive=archive) if archive else None
    try:
        body = original.read_bytes()
    except OSError as error:
        raise DatelineError("read.missing", str(error)) from error
    if len(body) > from_environment().max_file_bytes:
        raise DatelineError("read.too_large", f"{len(body):,} bytes; the cap is {from_environment().max_file_bytes:,}.")
    return Received(body, guess_type(original.name)[0] or "application/octet-stream", archive, "by hand")


def _rows(file: Path) -> Iterator[tuple[str, dict[str, Any] | Rejected]]:
    """The records with their names; a line that is none comes as `Rejected`. Raises DatelineError `read.missing`, `read.encoding`."""
    from dateline.read.bytes import decode

    try:
        text = decode(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    except OSError as error:
        raise DatelineError("read.missing", str(error)) from error
    try:
        whole = json.loads(text)
        lines = [json.dumps(row) for row in whole] if isinstance(whole, list) else [json.dumps(whole)]
    except ValueError:
        lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        name = f"{file}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield name, row if isinstance(row, dict) else Rejected(name, "read", "read.json", "not an object")
        except ValueError as error:
            yield name, Rejected(name, "read", "read.json", str(error)[:120])
