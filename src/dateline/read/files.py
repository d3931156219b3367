"""Documents from files and folders; one broken file never stops the others."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.read.bytes import decode, encoding, guess_suffix, unwrap
from dateline.read.document import Given, read_record, read_text
from dateline.read.html import read_page
from dateline.records import Document, Received, Rejected, Taken
from dateline.settings import Settings

MEDIA: Final[dict[str, str]] = {
    ".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".jsonl": "application/json",
}  # what is read, by the file's ending, and the media type of one report of it  # fmt: skip
SUFFIXES: Final = frozenset(MEDIA)
RULES: Final[int] = 1  # number of the rules by which text is taken from bytes: one more with every change that gives another text
_MARKS: Final = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t]+|(?<!\w)(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?!\w)|^[ ]{0,3}>[ ]?", re.MULTILINE
)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,400})\]\([^)\n]{0,2000}\)")
_SOFT: Final = re.compile(r"(?<=[^\n])(?<!  )\n(?=[^\s*+|#>-])(?!\d+[.)] )")


def read_path(path: Path | str, given: Given | None = None, settings: Settings | None = None) -> Iterator[Document | Rejected]:
    """The documents of a file, of a folder's files in the order of their names, or of '-' (standard input); see `take_path`."""
    return (found if isinstance(found, Rejected) else found.document for found in take_path(path, given, settings))


def take_path(path: Path | str, given: Given | None = None, settings: Settings | None = None) -> Iterator[Taken | Rejected]:
    """The documents of a file, of a folder's files in the order of their names, or of '-' (standard input), each as it came in.

    What cannot be read comes as `Rejected`, in its place. Raises DatelineError `read.missing` for a path that is not there,
    `read.denied` for one that may not be looked at.
    """
    limits, known = settings or Settings(), given or Given()
    if str(path) == "-":
        data = sys.stdin.buffer.read(limits.max_file_bytes + 1)
        yield from _shielded("-", data, guess_suffix(data), known, limits)
        return
    path = Path(path)
    try:
        if path.is_dir():
            yield from _folder(path, known, limits)
        elif path.exists():
            yield from _file(path, known, limits)
        else:
            raise DatelineError("read.missing", str(path))
    except PermissionError as error:
        raise DatelineError("read.denied", str(path)) from error
    except (OSError, ValueError) as error:  # a name that no file system takes
        raise DatelineError("read.missing", str(path)[:200]) from error


def _folder(path: Path, given: Given, limits: Settings) -> Iterator[Taken | Rejected]:
    found = 0
    for inner in sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.is_dir()):
        found += 1
        yield from _file(inner, given, limits)
    if not found:
        yield Rejected(str(path), "read", "read.nothing", str(path))


def _file(path: Path, given: Given, limits: Settings) -> Iterator[Taken | Rejected]:
    try:
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            yield Rejected(str(path), "read", "read.format", str(path))
            return
        size = path.stat().st_size
        if size > limits.max_file_bytes:
            yield Rejected(str(path), "read", "read.too_large", f"{size:,} bytes; the cap is {limits.max_file_bytes:,}.")
            return
        data = path.read_bytes()
    except PermissionError as error:
        yield Rejected(str(path), "read", "read.denied", str(error))
        return
    except OSError as error:
        yield Rejected(str(path), "read", "read.missing", str(error))
        return
    yield from _shielded(str(path), data, path.suffix.lower(), given, limits)


def _shielded(name: str, data: bytes, suffix: str, given: Given, limits: Settings) -> Iterator[Taken | Rejected]:
    try:
        yield from take_bytes(data, suffix, name=name, given=given, settings=limits)
    except DatelineError as error:
        yield Rejected(name, "read", error.code, error.detail)


def read_bytes(
    data: bytes, suffix: str, name: str = "", given: Given | None = None, settings: Settings | None = None
) -> Iterator[Document | Rejected]:
    """The documents in the bytes of one file of a kind (".txt", ".md", ".html", ".jsonl"); see `take_bytes`."""
    return (found if isinstance(found, Rejected) else found.document for found in take_bytes(data, suffix, name, given, settings))


def take_bytes(
    data: bytes, suffix: str, name: str = "", given: Given | None = None, settings: Settings | None = None
) -> Iterator[Taken | Rejected]:
    """The documents in the bytes of one file of a kind, each with the bytes that it came in: of JSON Lines, its own line's.

    Raises DatelineError `read.encoding`, `read.format`, `read.markup`, `read.empty`, `read.too_large`; a bad line of JSON Lines
    is a `Rejected`.
    """
    known, limits = given or Given(), settings or Settings()
    if len(data) > limits.max_file_bytes:
        raise DatelineError("read.too_large", f"the cap is {limits.max_file_bytes:,} bytes.")
    if suffix == ".jsonl":
        yield from _lines(data, name, known, limits)
        return
    if suffix in (".html", ".htm"):
        document = _html(data, known, limits, name)
    else:
        text = decode(data)
        if len(text) <= limits.max_report_chars:
            text = _plain(text) if suffix == ".md" else unwrap(text)
        document = read_text(text, given=replace(known, id=known.id or _stem(name)), cap=limits.max_report_chars)
    yield Taken(document, Received(data, MEDIA.get(suffix, "text/plain"), None, extractor(suffix)))


@cache
def extractor(suffix: str) -> str:
    """What makes the text of a kind of file: "dateline.read 1", for a page with the version of trafilatura that it may fall back on."""
    return f"dateline.read {RULES}" + (f"; trafilatura {version('trafilatura')}" if suffix in (".html", ".htm") else "")


def _plain(text: str) -> str:
    """Markdown without its marks: links as their words, the lines of a paragraph as one."""
    return _MARKS.sub("", _LINK.sub(r"\1", _SOFT.sub(" ", text)))


def _stem(name: str) -> str | None:
    return Path(name).stem if name and name != "-" else None


def _html(data: bytes, given: Given, limits: Settings, name: str) -> Document:
    page = read_page(data)
    known = replace(
        given,
        id=given.id or _stem(name),
        title=given.title or page.title,
        published=given.published or page.published,
        outlet=given.outlet or page.outlet,
        url=given.url or page.url,
        captions=page.captions,
    )
    return read_text(page.text, given=known, cap=limits.max_report_chars)


def _lines(data: bytes, name: str, given: Given, limits: Settings) -> Iterator[Taken | Rejected]:
    """The rows in order. A line longer than any report within the cap can be is not parsed."""
    longest = limits.max_report_chars * 12  # characters: an escaped character takes six, the other fields are given as much room
    found, codec = 0, _codec(data)
    for number, row in enumerate(decode(data).split("\n"), 1):
        if not row.strip():
            continue
        found += 1
        try:
            if len(row) > longest:
                raise DatelineError("read.too_large", f"{len(row):,} characters in one line.")
            value = json.loads(row)
            if not isinstance(value, dict):
                raise DatelineError("read.json", "not an object")
            defaults = {k: v for k, v in (("published", given.published), ("outlet", given.outlet)) if v}
            given_fields = {**defaults, **{k: v for k, v in value.items() if v not in (None, "")}}
            document = read_record(given_fields, cap=limits.max_report_chars)
            archive = str(value["archive"]) if value.get("archive") else None
            yield Taken(document, Received(row.encode(codec), MEDIA[".jsonl"], archive, extractor(".jsonl")))
        except (ValueError, RecursionError) as error:
            yield Rejected(f"{name}:{number}", "read", "read.json", str(error)[:120])
        except DatelineError as error:
            yield Rejected(f"{name}:{number}", "read", error.code, error.detail)
    if not found:
        raise DatelineError("read.empty", name)


def _codec(data: bytes) -> str:
    """The codec that gives a line's own bytes back, without the mark that opens the file."""
    name = encoding(data)
    if name not in ("utf-16", "utf-32"):
        return name
    return f"{name}-be" if data.startswith((b"\xfe\xff", b"\x00\x00")) else f"{name}-le"
