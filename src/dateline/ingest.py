"""Read and code many reports; what the command line calls, and later the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.pipeline import Kit, code
from dateline.read import Given, read_path
from dateline.records import Coded, Document, Rejected
from dateline.settings import Settings

TOLD_APART: Final[int] = 8  # hex digits of the text's digest that set two reports of one id apart


def documents(
    paths: Iterable[Path | str], given: Given | None = None, settings: Settings | None = None
) -> Iterator[Document | Rejected]:
    """The documents of files, folders and '-', in order, each id once.

    A path that is not there comes as `Rejected`; so does a report that came before (`read.duplicate`). Another report under
    an id that was used is kept as "id~1a2b3c4d", with the start of its text's digest: the same name whatever the run.
    """
    seen: dict[str, str] = {}
    for path in paths:
        try:
            for found in read_path(path, given, settings):
                yield found if isinstance(found, Rejected) else _told_apart(found, seen)
        except DatelineError as error:
            yield Rejected(str(path), "read", error.code, error.detail)


def _told_apart(document: Document, seen: dict[str, str]) -> Document | Rejected:
    digest = document.sha256
    for name in (document.id, f"{document.id}~{digest[:TOLD_APART]}", f"{document.id}~{digest}"):
        if name not in seen:
            seen[name] = digest
            return replace(document, id=name)
        if seen[name] == digest:
            break
    return Rejected(document.id, "read", "read.duplicate", document.id)


def code_each(
    found: Iterable[Document | Rejected], kit: Kit, clock: Callable[[], float] | None = None
) -> Iterator[Coded | Rejected]:
    """Each document coded; one that fails comes as `Rejected`, and the run goes on.

    A report in another language is kept: it comes as `Coded` without events, and its `Rejected` follows with the reason.
    """
    for document in found:
        if isinstance(document, Rejected):
            yield document
            continue
        try:
            yield code(document, kit, clock)
        except DatelineError as error:
            if error.code == "code.language":
                yield Coded(document, (), (), kit.coder)
            yield Rejected(document.id, "code", error.code, error.detail)
        except Exception as error:  # a stage's own fault must not stop the other reports
            yield Rejected(document.id, "code", "code.failed", f"{type(error).__name__}: {error}")
