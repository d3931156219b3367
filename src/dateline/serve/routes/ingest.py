"""/api/ingest: reports read, coded and kept; how far that is."""

from __future__ import annotations

import json
from typing import Any, Final, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.read import Given
from dateline.read.dates import is_edtf_date
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.faults import MISSING
from dateline.serve.jobs import Jobs, Upload
from dateline.serve.routes.changes import author_of, is_reviewer
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.job import Job, JobList, TextGiven

router: Final = APIRouter(tags=["ingest"])
Model = TypeVar("Model", bound=BaseModel)
FILES: Final[int] = 500  # of one request
FIELDS: Final[int] = 10
NAME: Final[int] = 200  # characters of a file's name
ABOUT: Final = ("published", "outlet", "url")  # what is told of files that do not say it themselves
FORM: Final[dict[str, Any]] = {
    "type": "object", "required": ["files"], "properties": {
        "files": {"type": "array", "minItems": 1, "items": {"type": "string", "contentMediaType": "application/octet-stream"}, "description": "Files of .txt, .md, .html, .jsonl."},
        "published": {"type": "string", "description": "Date of the reports where they do not say (EDTF)."},
        "outlet": {"type": "string", "description": "Outlet of the reports where they do not say."},
        "url": {"type": "string", "description": "Address of the report where it does not say."},
    },
}  # fmt: skip
BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": TextGiven.model_json_schema()}, "multipart/form-data": {"schema": FORM}},
    }
}


@router.post("/ingest", operation_id="ingest", summary="Take reports in", status_code=202, openapi_extra=BODY)
async def ingest(request: Request, desk: AtDesk, viewer: Asking) -> Job:
    """Takes files (multipart) or a pasted report (JSON); they are read, coded and kept in turn, as `dateline ingest` does it."""
    author = author_of(viewer)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=desk.serving.max_body) as form:
            uploads, given = await _uploads(form), _about(form)
    elif kind == "application/json":
        pasted = read_body(TextGiven, await request.body())
        uploads = [Upload("", pasted.text.encode("utf-8", "replace"))]
        told = pasted.model_dump(exclude={"text"})
        given = Given(**{name: value for name, value in told.items() if value})
    else:
        raise DatelineError("serve.query", "Give files as multipart/form-data, or a text as application/json.")
    if given.published is not None and not is_edtf_date(given.published):
        raise DatelineError("read.date", repr(given.published))
    return jobs_of(request).add(author, uploads, given)


@router.get("/ingest", operation_id="list_jobs", summary="Reports that come in")
def list_jobs(request: Request, viewer: Asking) -> JobList:
    """Your jobs, the newest first; a reviewer sees everybody's."""
    return JobList(items=jobs_of(request).all(None if is_reviewer(viewer) else author_of(viewer)))


@router.get("/ingest/{id}", operation_id="get_job", summary="How far a job is", responses=MISSING)
def get_job(request: Request, viewer: Asking, id: Id) -> Job:
    """What became of each report so far."""
    found = jobs_of(request).get(id)
    if found.author != viewer.author and not is_reviewer(viewer):
        raise DatelineError("serve.role", "It is somebody else's.")
    return found


def jobs_of(request: Request) -> Jobs:
    """The jobs of the application that a request came to."""
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


def read_body(model: type[Model], body: bytes) -> Model:
    """The JSON body as a model. Raises DatelineError `serve.query`."""
    try:
        return model.model_validate(json.loads(body))
    except ValidationError as error:
        parts = (f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors())
        raise DatelineError("serve.query", f"{'; '.join(parts)}.") from error
    except (ValueError, RecursionError) as error:
        raise DatelineError("serve.query", "The body is no JSON.") from error


async def _uploads(form: FormData) -> list[Upload]:
    """The files. Raises DatelineError `serve.query` where there is none."""
    found = [
        Upload(_plain(part.filename or "") or "file", await part.read())
        for name, part in form.multi_items()
        if name == "files" and isinstance(part, UploadFile)
    ]
    if not found:
        raise DatelineError("serve.query", "files: there is none.")
    return found


def _plain(name: str) -> str:
    """A file's name without folders and control characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[-NAME:].strip()


def _about(form: FormData) -> Given:
    """What is told of the files. Raises DatelineError `serve.query` for other fields."""
    told: dict[str, str] = {}
    for name, value in form.multi_items():
        if name == "files" and isinstance(value, UploadFile):
            continue
        if name not in ABOUT or not isinstance(value, str) or len(value) > NAME * 10 or not value.isprintable():
            raise DatelineError("serve.query", f"{name[:NAME]!r} is none of files, {', '.join(ABOUT)}, or no line of text.")
        if value.strip():
            told[name] = value.strip()
    return Given(**told)  # type: ignore[arg-type]
