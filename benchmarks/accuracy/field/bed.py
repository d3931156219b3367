"""What a test bed is: rows of a corpus, the coder, and figures beside those of others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from dateline.pipeline import Kit, code
from dateline.read import read_record
from dateline.records import Coded, Reading, Sentence

Row = Mapping[str, Any]
SHORT: Final[int] = 8  # documents of a bed in the short form
SAID: Final = ("id", "text", "title", "published", "url")  # what a row tells of its document beside the answers


@dataclass(frozen=True, slots=True)
class Others:
    """What others reach: `best` in words with its `source`; `trivial` and `peers` are figures of this run by name."""

    best: str
    source: str
    trivial: Mapping[str, float] = field(default_factory=dict)
    peers: Mapping[str, float | None] = field(default_factory=dict)  # None: not installed, or it cannot run here


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table: a bed's measure, our value (0 to 1) and its interval over documents, and how many `items` of `what` it is of.

    `goal` is what the project set itself to reach. `part` says whether it is a development figure or cross-validated.
    """

    bed: str
    measure: str
    value: float
    interval: tuple[float, float]
    items: int
    what: str
    goal: float | None
    others: Others
    part: str = "dev"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the coder made of a document: the record, and what was read before it was put together."""

    coded: Coded
    reading: Reading


@dataclass(frozen=True, slots=True)
class Bench:
    """What beds are measured with: where the corpora lie, the coder's kit, and whether a few documents are enough."""

    shared: Path
    kit: Kit
    short: bool = False

    def path(self, corpus: str, part: str = "dev") -> Path:
        """The file of a corpus."""
        return self.shared / "corpora" / corpus / f"{part}.jsonl"

    def rows(self, corpus: str, wanted: Callable[[Row], bool] = lambda row: True) -> list[Row]:
        """The documents of a corpus' dev part that are wanted; in the short form the first few of them."""
        lines = self.path(corpus).read_text(encoding="utf-8").split("\n")
        rows = [row for row in map(json.loads, filter(None, lines)) if wanted(row)]
        return rows[:SHORT] if self.short else rows

    def tell(self, row: Row, kit: Kit | None = None) -> Told:
        """Codes a document as `dateline code` does, its language taken as given."""
        kept: list[Reading] = []
        kit = kit or self.kit

        def read(text: str, sentences: Sequence[Sentence]) -> Reading:
            kept.append(kit.read(text, sentences))
            return kept[0]

        given = {k: row[k] for k in SAID if row.get(k)} | {"outlet": row.get("source"), "language": "en"}
        coded = code(replace(read_record(given), language="en"), replace(kit, read=read))
        return Told(coded, kept[0])


def digest(path: Path) -> str:
    """SHA-256 of a corpus file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
