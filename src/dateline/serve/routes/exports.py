"""/api/exports: incidents and claims in the formats of the field, streamed, each with what it cannot carry."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from dateline import __version__
from dateline.errors import DatelineError
from dateline.export.case import Case
from dateline.export.format import Format
from dateline.export.loss import Losses
from dateline.export.registry import FORMATS
from dateline.ledger.reconcile import POLICIES
from dateline.review.clearing import cases, rules_at
from dateline.serve.asked import ViewAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.routes.changes import is_reviewer
from dateline.serve.shapes import export as shapes
from dateline.serve.viewer import Viewer

router: Final = APIRouter(tags=["exports"])
FormatName = Enum("FormatName", {name: name for name in FORMATS}, type=str)  # type: ignore[misc]
Policy = Literal["ucdp", "acled", "ibc", "airwars", "latest"]
PIECE: Final[int] = 64 * 1024  # characters that are sent at once
MEDIA: Final[dict[str, str]] = {
    ".csv": "text/csv; charset=utf-8", ".tsv": "text/tab-separated-values; charset=utf-8", ".json": "application/json",
    ".jsonl": "application/x-ndjson", ".geojson": "application/geo+json", ".parquet": "application/vnd.apache.parquet",
}  # by suffix  # fmt: skip
OTHER: Final = "application/octet-stream"
PARQUET: Final = "duckdb"  # the package that formats which are no text need
DISPOSED: Final[dict[str, Any]] = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class ExportAsked(ViewAsked):
    """Which part of the record, and how."""

    policy: Policy | None = Field(None, description="Whose figures, where the format has no method of its own.")
    unreviewed: bool = Field(False, description="Take in what no person has reviewed.")


@dataclass(frozen=True, slots=True)
class Asked:
    """An export as it was asked for: the format, whose figures, the cases as they may go out, and the losses, which fill as they do."""

    made: Format
    policies: tuple[str, ...]
    found: Iterator[Case]
    losses: Losses


@router.get("/exports", operation_id="list_exports", summary="Formats")
def list_exports() -> shapes.ExportFormats:
    """The formats, with what each keeps and loses."""
    whole = find_spec(PARQUET) is not None
    return shapes.ExportFormats(
        items=[shapes.ExportFormat.of(f, MEDIA.get(f.suffix, OTHER), whole or f.lines is not None) for f in FORMATS.values()]
    )


@router.get(
    "/exports/{format}", operation_id="get_export", summary="The record in a format", response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind in MEDIA.values()}, "description": "The file."}},
)  # fmt: skip
def get_export(
    request: Request, desk: AtDesk, viewer: Asking, format: FormatName, asked: Annotated[ExportAsked, Query()]
) -> Response:
    """Streams the file. Only what a person reviewed goes out unless `unreviewed` is asked for; nothing that is under embargo.

    Names of private persons and exact places of hospitals, shelters and aid sites go out to reviewers who ask for them (`private`).
    """
    export = _asked(desk, viewer, FORMATS[format.value], asked)
    made = export.made
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {
        **DISPOSED, "Content-Disposition": f'attachment; filename="dateline-{made.name}{made.suffix}"',
        "Link": f'<{request.url.path}/loss{query}>; rel="describedby"; type="application/json"',
    }  # fmt: skip
    media = MEDIA.get(made.suffix, OTHER)
    if made.lines is not None:
        return StreamingResponse(begun(made.lines(export.found, export.losses)), media_type=media, headers=headers)
    folder = tempfile.TemporaryDirectory(prefix="dateline-")
    try:
        path = _saved(export, Path(folder.name))
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, media_type=media, headers=headers, background=BackgroundTask(folder.cleanup))


@router.get("/exports/{format}/loss", operation_id="get_export_loss", summary="What a format does not carry")
def get_export_loss(desk: AtDesk, viewer: Asking, format: FormatName, asked: Annotated[ExportAsked, Query()]) -> shapes.LossReport:
    """What of the same question the format loses, counted and in sentences."""
    export = _asked(desk, viewer, FORMATS[format.value], asked)
    if export.made.lines is not None:
        for _ in export.made.lines(export.found, export.losses):
            pass
    else:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            _saved(export, Path(folder))
    return shapes.LossReport.of(export.made, export.policies, export.losses)


def _asked(desk: Desk, viewer: Viewer, made: Format, asked: ExportAsked) -> Asked:
    """Raises DatelineError `serve.role`, `cli.usage`."""
    view, losses = asked.view(viewer), made.losses()
    if asked.private and not is_reviewer(viewer):
        raise DatelineError("serve.role", "Names of private persons go out with a reviewer.")
    policies = policies_of(made, asked.policy)
    unreviewed = asked.unreviewed or viewer.public  # whose ledger holds nothing that stays back
    rules = rules_at(desk.ledger, desk.ledger.store.clock(), unreviewed, asked.private)
    return Asked(made, policies, cases(desk.ledger, (view, rules), policies, losses, f"dateline {__version__}"), losses)


def policies_of(made: Format, asked: str | None) -> tuple[str, ...]:
    """The policies by which figures are reckoned. Raises DatelineError `serve.query` for another than a bound format's own."""
    if asked is None or (asked,) == made.policies:
        return made.policies
    if made.bound or asked not in POLICIES:
        raise DatelineError("serve.query", f"policy: {made.title} takes {', '.join(made.policies) or 'none'}.")
    return (asked,)


def _saved(export: Asked, folder: Path) -> Path:
    path = folder / f"{export.made.name}{export.made.suffix}"
    save: Callable[..., object] | None = export.made.save
    assert save is not None
    save(export.found, export.losses, path)
    return path


def begun(lines: Iterator[str]) -> Iterator[bytes]:
    """The lines in pieces; the first is made at once, so that what is wrong with the question is answered as an error."""
    pieces = _pieces(lines)
    return chain([next(pieces, b"")], pieces)


def _pieces(lines: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "replace")
