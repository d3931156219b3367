"""The built page: its files, and index.html for every address that the page itself makes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

ASSETS: Final = "assets"  # folder of files whose names hold a digest of what is in them
FOREVER: Final = "public, max-age=31536000, immutable"
ASK: Final = "no-cache"
MISSING: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Dateline</title><h1>Dateline</h1>"
    "<p>The page is not built: run <code>npm run build</code> in <code>frontend/</code>. The API is at "
    "<a href=/api/openapi.json>/api/openapi.json</a>."
)


def serve_page(app: FastAPI, folder: Path) -> None:
    """Adds the page's addresses: everything that is not under /api."""

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        return answer(folder, path)


def answer(folder: Path, path: str) -> Response:
    """The file of a path, else the page itself, which knows its own addresses. Raises 404 under /api and for files not there."""
    if path == "api" or path.startswith("api/"):
        raise HTTPException(404)
    found = _file(folder, path)
    if found is not None:
        return FileResponse(found, headers={"Cache-Control": FOREVER if path.startswith(f"{ASSETS}/") else ASK})
    if path.startswith((f"{ASSETS}/", "basemap/")):
        raise HTTPException(404)
    index = folder / "index.html"
    if index.is_file():
        return FileResponse(index, headers={"Cache-Control": ASK})
    return HTMLResponse(MISSING, headers={"Cache-Control": ASK})


def _file(folder: Path, path: str) -> Path | None:
    """The file that a path names, if it lies in the folder: no way leads out of it, links included."""
    if not path or "\x00" in path:
        return None
    try:
        found = (folder / path).resolve()
        return found if found.is_file() and found.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None
