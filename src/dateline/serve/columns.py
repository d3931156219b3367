"""Claims and the names in them as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.ledger.questions.columns import DIGITS, ClaimRow, NameRow
from dateline.serve.cells import mercator

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NO_DAY: Final[int] = 0  # an event without a day
STANDS: Final[int] = np.iinfo(np.int64).max  # the end of a claim that was not withdrawn
NOTHING: Final = ""


class Vocabulary:
    """Words as small numbers. `labels`: how a (folded) word is written; `private`: how it is where a private person bears it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.labels: dict[int, str] = {}
        self.private: dict[int, str] = {}
        self._codes: dict[str | None, int] = {}

    def code(self, word: str | None) -> int:
        """The number of a word, a new one where it is new; nothing is a word too."""
        found = self._codes.get(word)
        if found is None:
            found = self._codes[word] = len(self.words)
            self.words.append(NOTHING if word is None else word)
        return found

    def codes_of(self, words: Sequence[str | None], kind: type[np.signedinteger[Any]]) -> NDArray[Any]:
        """The numbers of many words."""
        for word in dict.fromkeys(words):
            self.code(word)
        return np.fromiter(map(self._codes.__getitem__, words), kind, len(words))

    def find(self, word: str | None) -> int:
        """The number of a word; -1 for one that never came."""
        return self._codes.get(word, -1)

    def note(self, code: int, words: str, private: bool) -> None:
        """Notes a way in which a word is written; the first by the alphabet counts."""
        told = self.private if private else self.labels
        old = told.get(code)
        if old is None or words < old:
            told[code] = words

    def label(self, code: int, private: bool) -> str:
        """How a word is written, private persons' names only where they are asked for."""
        some = [told[code] for told in (self.labels, *([self.private] if private else [])) if code in told]
        return min(some, default=self.words[code])


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabularies of a board."""

    types: Vocabulary = field(default_factory=Vocabulary)
    statuses: Vocabulary = field(default_factory=Vocabulary)
    countries: Vocabulary = field(default_factory=Vocabulary)
    places: Vocabulary = field(default_factory=Vocabulary)
    outlets: Vocabulary = field(default_factory=Vocabulary)
    roles: Vocabulary = field(default_factory=Vocabulary)
    kinds: Vocabulary = field(default_factory=Vocabulary)
    names: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, slots=True)
class Columns:
    """Claims, one a row, in the order of the log: seq, the event's key, days (NO_DAY: none), codes of words, the first place and
    where it lies on the map (`x`, `y`: 0 to 1), the clocks, and whether a person made or corrected it."""

    seq: Ints
    event: Ints
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    type: NDArray[np.int16]
    status: NDArray[np.int16]
    country: NDArray[np.int16]
    place: NDArray[np.int32]
    outlet: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    precision: NDArray[np.int8]
    known: Ints
    recorded: Ints
    ended: Ints
    person: Mask

    def __len__(self) -> int:
        return len(self.seq)

    def take(self, which: Any) -> Columns:
        """Some of the rows."""
        return Columns(*(column[which] for column in _parts(self)))


@dataclass(frozen=True, slots=True)
class Names:
    """Names, one a row, in the order of their claims: the claim's seq, codes of role, kind of voice and name, whether it is private."""

    seq: Ints
    role: NDArray[np.int8]
    kind: NDArray[np.int8]
    name: NDArray[np.int32]
    private: Mask

    def take(self, which: Any) -> Names:
        """Some of the rows."""
        return Names(*(column[which] for column in _parts(self)))


def _parts(columns: Columns | Names) -> tuple[NDArray[Any], ...]:
    return tuple(getattr(columns, name) for name in type(columns).__slots__)


def columns_of(rows: Iterable[Sequence[Any]], words: Words) -> Columns:
    """The columns of some ClaimRows."""
    row, number = _turned(rows, ClaimRow._fields)
    lat, lon = np.array(row["lat"], np.float64), np.array(row["lon"], np.float64)
    x, y = mercator(lat, lon)
    return Columns(
        seq=np.array(row["seq"], np.int64),
        event=np.fromiter((int(id[:DIGITS], 16) for id in row["event"]), np.int64, number),
        first=_whole(row["day_from"], NO_DAY, np.int32),
        last=_whole(row["day_to"], NO_DAY, np.int32),
        type=words.types.codes_of(row["type"], np.int16),
        status=words.statuses.codes_of(row["status"], np.int16),
        country=words.countries.codes_of(row["country"], np.int16),
        place=words.places.codes_of(row["place"], np.int32),
        outlet=words.outlets.codes_of(row["outlet"], np.int32),
        lat=lat,
        lon=lon,
        x=x,
        y=y,
        precision=_whole(row["precision"], 0, np.int8),
        known=np.array(row["known"], np.int64),
        recorded=np.array(row["recorded"], np.int64),
        ended=_whole(row["ended"], STANDS, np.int64),
        person=np.array(row["person"], np.bool_),
    )


def names_from(rows: Iterable[Sequence[Any]], words: Words) -> Names:
    """The columns of some NameRows."""
    row, _ = _turned(rows, NameRow._fields)
    codes = words.names.codes_of(row["folded"], np.int32)
    for code, name, private in dict.fromkeys(zip(codes.tolist(), row["name"], row["private"], strict=True)):
        words.names.note(code, name, private)
    roles = words.roles.codes_of(row["role"], np.int8)
    kinds = words.kinds.codes_of(row["kind"], np.int8)
    return Names(np.array(row["seq"], np.int64), roles, kinds, codes, np.array(row["private"], np.bool_))


def joined(some: Sequence[Columns]) -> Columns:
    """The rows of several, in the order of the log."""
    made = Columns(*(np.concatenate(parts) for parts in zip(*map(_parts, some), strict=True)))
    return made if np.all(made.seq[1:] >= made.seq[:-1]) else made.take(np.argsort(made.seq, kind="stable"))


def joined_names(some: Sequence[Names]) -> Names:
    """The same for names."""
    made = Names(*(np.concatenate(parts) for parts in zip(*map(_parts, some), strict=True)))
    return made if np.all(made.seq[1:] >= made.seq[:-1]) else made.take(np.argsort(made.seq, kind="stable"))


def among(numbers: Ints, some: Sequence[int] | Ints) -> Mask:
    """Which of the numbers are among some."""
    wanted = np.unique(np.asarray(some, np.int64))
    if not len(wanted):
        return np.zeros(len(numbers), np.bool_)
    at = np.searchsorted(wanted, numbers)
    at[at == len(wanted)] = 0
    found: Mask = wanted[at] == numbers
    return found


def _turned(rows: Iterable[Sequence[Any]], fields: Sequence[str]) -> tuple[dict[str, Sequence[Any]], int]:
    """Rows as columns by name, and how many rows."""
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(fields)
    return dict(zip(fields, columns, strict=True)), len(columns[0])


def _whole(values: Sequence[int | None], nothing: int, kind: type[np.signedinteger[Any]]) -> NDArray[Any]:
    return np.fromiter((nothing if v is None else v for v in values), kind, len(values))
