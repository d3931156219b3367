"""/api/releases: frozen, citable data sets in a folder beside the ledger."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter
from fastapi import Path as InPath
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from dateline import __version__
from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.review.release import USUAL, Order
from dateline.review.release import release as make
from dateline.serve.asked import ViewAsked
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.faults import MISSING
from dateline.serve.releases import archive, file_of, folder_of, id_of, release, releases
from dateline.serve.routes.exports import OTHER
from dateline.serve.shapes import export as shapes
from dateline.serve.shapes.given import Id

router: Final = APIRouter(tags=["releases"])
SAVED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-cache",
}
Inner = Annotated[str, InPath(min_length=1, max_length=300)]


@router.get("/releases", operation_id="list_releases", summary="Releases")
def list_releases(desk: AtDesk) -> shapes.ReleaseList:
    """The releases that were made, the newest first."""
    return shapes.ReleaseList(items=releases(folder_of(desk.serving)))


@router.post("/releases", operation_id="make_release", summary="Freeze a release", status_code=201, responses=MISSING)
def make_release(desk: AtDesk, viewer: Asking, given: shapes.ReleaseOrder) -> shapes.Release:
    """Freezes a versioned, citable data set. Only what a person reviewed goes in unless `unreviewed`; private names never do."""
    folder, id = folder_of(desk.serving), id_of(given.name, given.version)
    view: View = ViewAsked(**(given.filters.model_dump(exclude_none=True) if given.filters is not None else {})).view(viewer)
    against = None if given.against is None else folder / release(folder, given.against).id
    formats = tuple(given.formats or USUAL)
    order = Order(
        given.name, given.version, desk.ledger.store.clock(), f"dateline {__version__}", view, formats, given.policy, given.unreviewed,
        given.licence, tuple(given.authors), against,
    )  # fmt: skip
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DatelineError("export.write", f"{folder.name}: {error.strerror}") from error
    try:
        make(desk.ledger, order, folder / id)
    except DatelineError as error:
        if error.code == "release.folder":  # its detail is a path of this machine
            raise DatelineError(error.code, id) from error
        raise
    return release(folder, id)


@router.get("/releases/{id}", operation_id="get_release", summary="A release", responses=MISSING)
def get_release(desk: AtDesk, id: Id) -> shapes.Release:
    """What a release says of itself, and its files."""
    return release(folder_of(desk.serving), id)


@router.get(
    "/releases/{id}/files/{path:path}",
    operation_id="get_release_file",
    summary="A file of a release",
    response_class=Response,
    responses=MISSING,
)
def get_release_file(desk: AtDesk, id: Id, path: Inner) -> Response:
    """A file, by the path that the release lists it under, to be saved."""
    found = file_of(folder_of(desk.serving), id, path)
    return FileResponse(found, media_type=OTHER, filename=found.name, headers=SAVED)


@router.get(
    "/releases/{id}/archive",
    operation_id="get_release_archive",
    summary="A release as one file",
    response_class=Response,
    responses=MISSING,
)
def get_release_archive(desk: AtDesk, id: Id) -> Response:
    """All of its files in a .zip."""
    packed, place = archive(folder_of(desk.serving), id)
    return FileResponse(
        packed, media_type="application/zip", filename=packed.name, headers=SAVED, background=BackgroundTask(place.cleanup)
    )
