"""Releases that lie in a folder beside the ledger: which there are, and their files.

Nothing that a request says becomes part of a path: ids and files are looked up among those that are there.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from anyascii import anyascii

from dateline.errors import DatelineError
from dateline.review.release import MANIFEST
from dateline.serve.serving import Serving
from dateline.serve.shapes.export import Release, ReleaseFile

FOLDER: Final = "releases"
_OTHER: Final = re.compile(r"[^a-z0-9]*(?:[^a-z0-9.]|\.\.)[^a-z0-9]*")
LONGEST: Final[int] = 100  # characters of an id
FIELDS: Final = (
    "name",
    "version",
    "made",
    "licence",
    "authors",
    "ledger",
    "filters",
    "unreviewed",
    "policy",
    "counts",
    "formats",
    "against",
    "changes",
)


def folder_of(serving: Serving) -> Path:
    """Where the releases of a desk lie: "palmyra.releases" beside "palmyra.db"; for a database server in the current folder."""
    if serving.releases is not None:
        return serving.releases
    if "://" in serving.ledger and not serving.ledger.startswith("sqlite:///"):
        return Path(FOLDER)
    path = Path(serving.ledger.removeprefix("sqlite:///")).expanduser()
    return path.with_name(f"{path.stem}.{FOLDER}")


def id_of(name: str, version: str) -> str:
    """The id of a release: its name and version in small ASCII letters ("palmyra-2016-1.0")."""
    plain = _OTHER.sub("-", anyascii(f"{name}-{version}").lower()).strip("-.")
    return plain[:LONGEST].rstrip("-.") or "release"


def releases(folder: Path) -> list[Release]:
    """The releases in the folder, the newest first; what is none is passed over."""
    found = (_release(path) for path in (sorted(folder.iterdir()) if folder.is_dir() else ()))
    return sorted((r for r in found if r is not None), key=lambda r: (r.made, r.id), reverse=True)


def release(folder: Path, id: str) -> Release:
    """The release of an id. Raises DatelineError `ledger.unknown`."""
    found = next((r for r in releases(folder) if r.id == id), None)
    if found is None:
        raise DatelineError("ledger.unknown", "There is no such release.")
    return found


def file_of(folder: Path, id: str, path: str) -> Path:
    """A file of a release, by the path that the release lists it under. Raises DatelineError `ledger.unknown`."""
    made = release(folder, id)
    listed = next((f.path for f in made.files if f.path == path), None)
    root = (folder / made.id).resolve()
    whole = root / listed if listed is not None else None
    if whole is None or not whole.is_file() or not whole.resolve().is_relative_to(root):
        raise DatelineError("ledger.unknown", "The release has no such file.")
    return whole


def archive(folder: Path, id: str) -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    """The release as one .zip, and the temporary folder that holds it, which is the caller's to clean up."""
    made = release(folder, id)
    place = tempfile.TemporaryDirectory(prefix="dateline-")
    out = Path(place.name) / f"{made.id}.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in made.files:
            packed.write(file_of(folder, id, file.path), f"{made.id}/{file.path}")
    return out, place


def _release(path: Path) -> Release | None:
    if path.is_symlink() or path.name.startswith(".") or not (path / MANIFEST).is_file():
        return None
    try:
        told: Mapping[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        files = [ReleaseFile(path=name, **about) for name, about in told["files"].items()]
        own = ReleaseFile(path=MANIFEST, bytes=(path / MANIFEST).stat().st_size, sha256="")
        return Release(id=path.name, files=[*files, own], **{name: told[name] for name in FIELDS})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
