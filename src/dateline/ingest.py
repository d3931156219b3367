"""Read and code many reports; what the command line calls, and later the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline.errors import DatelineError
from dateline.pipeline import Kit, code
from dateline.read import Given, read_path
from dateline.records import Coded, Document, Rejected
from dateline.settings import Settings


def documents(
    paths: Iterable[Path | str], given: Given | None = None, settings: Settings | None = None
) -> Iterator[Document | Rejected]:
    """The documents of files, folders and '-', in order. A path that is not there comes as `Rejected`."""
    for path in paths:
        try:
            yield from read_path(path, given, settings)
        except DatelineError as error:
            yield Rejected(str(path), "read", error.code, error.detail)


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
