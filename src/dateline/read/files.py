"""Documents from files and folders; one broken file never stops the others."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.read.document import Given, read_record, read_text
from dateline.read.html import read_page
from dateline.records import Document, Rejected
from dateline.settings import Settings

SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".jsonl"})
_MARKS: Final = re.compile(r"^\s{0,3}#{1,6}\s+|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|^\s{0,3}>\s?", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def read_path(path: Path | str, given: Given | None = None, settings: Settings | None = None) -> Iterator[Document | Rejected]:
    """The documents of a file, of a folder's files in the order of their names, or of '-' (standard input).

    What cannot be read comes as `Rejected`, in its place. Raises DatelineError `read.missing` for a path that is not there.
    """
    limits, known = settings or Settings(), given or Given()
    if str(path) == "-":
        yield from _shielded("-", sys.stdin.buffer.read(limits.max_file_bytes + 1), ".txt", known, limits)
        return
    path = Path(path)
    if path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES):
            yield from _file(inner, known, limits)
    elif path.is_file():
        yield from _file(path, known, limits)
    else:
        raise DatelineError("read.missing", str(path))


def _file(path: Path, given: Given, limits: Settings) -> Iterator[Document | Rejected]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        yield Rejected(str(path), "read", "read.format", str(path))
        return
    if path.stat().st_size > limits.max_file_bytes:
        yield Rejected(str(path), "read", "read.too_large", str(path))
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Rejected(str(path), "read", "read.missing", str(error))
        return
    yield from _shielded(str(path), data, suffix, given, limits)


def _shielded(name: str, data: bytes, suffix: str, given: Given, limits: Settings) -> Iterator[Document | Rejected]:
    try:
        yield from read_bytes(data, suffix, name=name, given=given, settings=limits)
    except DatelineError as error:
        yield Rejected(name, "read", error.code, error.detail)


def read_bytes(
    data: bytes, suffix: str, name: str = "", given: Given | None = None, settings: Settings | None = None
) -> Iterator[Document | Rejected]:
    """The documents in the bytes of one file of a kind (".txt", ".md", ".html", ".jsonl").

    Raises DatelineError `read.encoding`, `read.markup`, `read.empty`, `read.too_large`; a bad line of JSON Lines is a `Rejected`.
    """
    known, limits = given or Given(), settings or Settings()
    if suffix == ".jsonl":
        yield from _lines(_decoded(data), name, known, limits)
    elif suffix in (".html", ".htm"):
        yield _html(data, known, limits, name)
    else:
        text = _decoded(data)
        if suffix == ".md":
            text = _MARKS.sub("", _LINK.sub(r"\1", text))
        yield read_text(text, given=replace(known, id=known.id or _stem(name)), cap=limits.max_report_chars)


def _stem(name: str) -> str | None:
    return Path(name).stem if name and name != "-" else None


def _decoded(data: bytes) -> str:
    if b"\x00" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DatelineError("read.encoding", "it holds binary data.")
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise DatelineError("read.encoding")


def _html(data: bytes, given: Given, limits: Settings, name: str) -> Document:
    page = read_page(data)
    known = replace(
        given,
        id=given.id or _stem(name),
        title=given.title or page.title,
        published=given.published or page.published,
        outlet=given.outlet or page.outlet,
        url=given.url or page.url,
    )
    return read_text(page.text, given=known, cap=limits.max_report_chars)


def _lines(text: str, name: str, given: Given, limits: Settings) -> Iterator[Document | Rejected]:
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
            if not isinstance(value, dict):
                raise DatelineError("read.json", "not an object")
            defaults = {k: v for k, v in (("published", given.published), ("outlet", given.outlet)) if v}
            yield read_record({**defaults, **{k: v for k, v in value.items() if v is not None}}, cap=limits.max_report_chars)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Rejected(f"{name}:{number}", "read", "read.json", str(error)[:120])
        except DatelineError as error:
            yield Rejected(f"{name}:{number}", "read", error.code, error.detail)
