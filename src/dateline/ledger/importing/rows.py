"""The rows of a CSV file, each with its line and its own bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.records import Rejected

DELIMITERS: Final = (",", ";", "\t", "|")
SNIFFED: Final[int] = 20_000  # characters of the head line at most
LONGEST: Final[int] = 1_000_000  # characters of one cell
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file that it begins in, its cells by column, and its bytes as they stand in the file."""

    line: int
    cells: Mapping[str, str]
    raw: bytes

    def take(self, column: str) -> str | None:
        """A cell without blanks around it; None for an empty one."""
        return self.cells.get(column, "").strip() or None


def read_rows(path: Path, needed: Sequence[str]) -> Iterator[Row | Rejected]:
    """The rows of a file; one whose number of cells is not the head's comes as `Rejected`, and the rest goes on.

    UTF-8, UTF-16 or the code page of western Europe; parted by comma, semicolon, tab or bar. Raises DatelineError `read.missing`,
    `read.empty`, and `import.header`, which names the columns that are missing.
    """
    text, codec = _text(path)
    lines = _Lines(text)
    head = text[:SNIFFED].partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(LONGEST)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = [name.strip() for name in next(reader, [])]
    if not any(columns):
        raise DatelineError("read.empty", str(path))
    missing = [name for name in needed if name not in columns]
    if missing:
        raise DatelineError("import.header", f"{path} lacks {', '.join(missing)}; it has {', '.join(columns)}.")
    if len(set(columns)) < len(columns):
        raise DatelineError("import.header", f"{path} has two columns of one name.")
    yield from _rows(path, reader, lines, columns, codec)


def _rows(path: Path, reader: Iterator[list[str]], lines: _Lines, columns: Sequence[str], codec: str) -> Iterator[Row | Rejected]:
    while True:
        line = lines.number + 1
        lines.taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Rejected(f"{path}:{line}", "import", "import.row", str(error))
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            yield Rejected(f"{path}:{line}", "import", "import.row", f"{len(cells)} cells; the head line has {len(columns)}.")
            continue
        yield Row(line, dict(zip(columns, cells, strict=True)), "".join(lines.taken).encode(codec))


class _Lines(Iterator[str]):
    """The lines of a text with their ends, which keeps those taken since it was last emptied."""

    def __init__(self, text: str) -> None:
        self.lines = iter(text.splitlines(keepends=True) if "\n" not in text else _split(text))
        self.taken: list[str] = []
        self.number = 0

    def __next__(self) -> str:
        line = next(self.lines)
        self.taken.append(line)
        self.number += 1
        return line


def _split(text: str) -> Iterator[str]:
    """Lines parted by \\n alone: a cell may hold the other characters that part lines."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _text(path: Path) -> tuple[str, str]:
    """The text of a file without its mark, and the codec that gives a row's bytes back."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatelineError("read.missing", str(error)) from error
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    for codec in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        order = "utf-16-le" if data.startswith(b"\xff") else "utf-16-be"
        return text.removeprefix("\ufeff"), {"utf-8-sig": "utf-8", "utf-16": order}.get(codec, codec)
    raise DatelineError("read.encoding", str(path))
