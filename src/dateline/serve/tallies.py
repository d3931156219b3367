"""Counts by month, type, place, speaker … from the board: as `Ledger.tally` gives them, at a million claims too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.ledger import View
from dateline.ledger.privacy import WITHHELD
from dateline.ledger.questions.directory import known_places
from dateline.ledger.questions.tally import LONGER, OWN_VOICE, UNKNOWN, YEAR, Count
from dateline.ledger.questions.waiting import judged_numbers
from dateline.ledger.schema import MONTH
from dateline.records.edtf import FIRST_DAY
from dateline.serve.board import Board, Found
from dateline.serve.cells import in_box
from dateline.serve.columns import NO_DAY, STANDS, Columns, Ints, Mask, Names, Vocabulary, among

EPOCH: Final[int] = date(1970, 1, 1).toordinal()
TABLE: Final[int] = 1 << 27  # pairs of an event and a key up to which they are marked in a table, not sorted
SPELLS: Final = {"month": (MONTH, "M", 7), "year": (YEAR, "Y", 4)}  # longest in days, numpy's unit, letters of the key
SHIFT: Final[int] = 1 << 15  # so that the months before 1970 have keys above those of UNKNOWN and LONGER
ROLES: Final = {"speaker": ("voice",), "actor": ("initiator", "target", "ally")}
MISSING: Final = {"speaker": OWN_VOICE}


@dataclass(frozen=True, slots=True)
class Keyed:
    """What is counted: for each pair of a claim (its place among those that are seen) and a key, the two; and what the keys mean."""

    claims: Ints
    keys: Ints
    words: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody who is quoted: the folded name, how it is written, the kinds of voice (most often first), and how many claims."""

    folded: str
    name: str
    kinds: tuple[str, ...]
    claims: int


def tally(board: Board, by: str, view: View) -> list[Count] | None:
    """Events and claims of the view by a dimension of `Ledger.tally`; None where only the ledger can tell."""
    found = board.find(view)
    if not found.whole:
        return None
    seen = found.claims if view.box is None else found.claims[in_box(*_where(found), view.box)]
    events = found.events if view.box is None else found.events[in_box(*_where(found), view.box)]
    keyed = _named(board, by, found, seen, view) if by in ROLES else _told(board, by, found.columns.take(seen))
    if keyed is None:
        return None
    return _counted(keyed, events, by in SPELLS, lambda words: _labels(board, by, words, view.private))


def _where(found: Found) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return found.columns.lat[found.claims], found.columns.lon[found.claims]


def _told(board: Board, by: str, c: Columns) -> Keyed | None:
    """The claims by something of their own row."""
    every = np.arange(len(c), dtype=np.int64)
    if by in SPELLS:
        return _spells(by, c, every)
    words = board.words
    kinds: dict[str, tuple[NDArray[np.integer], Vocabulary]] = {
        "type": (c.type, words.types), "status": (c.status, words.statuses), "country": (c.country, words.countries),
        "place": (c.place, words.places), "outlet": (c.outlet, words.outlets),
    }  # fmt: skip
    codes, vocabulary = kinds[by]
    return Keyed(every, codes.astype(np.int64), lambda code: vocabulary.words[code] or UNKNOWN)


def _spells(by: str, c: Columns, every: Ints) -> Keyed:
    """The claims by month or year: what is told less exactly counts as longer."""
    longest, unit, letters = SPELLS[by]
    first = c.first.astype(np.int64)
    keys = (first - EPOCH).astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64) + SHIFT
    keys[c.last - first > longest] = 1
    keys[(first == NO_DAY) | (first == FIRST_DAY)] = 0

    def words(key: int) -> str:
        if key < 2:
            return (UNKNOWN, LONGER)[key]
        return str(np.array(key - SHIFT).astype(f"datetime64[{unit}]"))[:letters]

    return Keyed(every, keys, words)


def _named(board: Board, by: str, found: Found, seen: Ints, view: View) -> Keyed | None:
    """The claims by the names in them; a private one counts as withheld unless the view shows them."""
    named = board.named()
    if named.columns is not found.columns:  # the log has grown in between
        return None
    vocabulary, missing = board.words.names, MISSING.get(by, UNKNOWN)
    place = np.full(len(named.columns), -1, np.int64)  # of each row among those that are seen
    place[seen] = np.arange(len(seen))
    at = place[named.rows]
    mine = (at >= 0) & _in_roles(board, named.names, ROLES[by])
    keys = named.names.name[mine].astype(np.int64) + 2
    if not view.private:
        keys[named.names.private[mine]] = 1
    at, keys = _once(at[mine], keys)
    told = np.zeros(len(seen), np.bool_)
    told[at] = True
    none = np.flatnonzero(~told)

    def words(key: int) -> str:
        return (missing, WITHHELD)[key] if key < 2 else vocabulary.words[key - 2]

    return Keyed(np.concatenate([at, none]), np.concatenate([keys, np.zeros(len(none), np.int64)]), words)


def _once(claims: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Each pair of a claim and a key once; the pairs of one claim stand together."""
    again = np.zeros(len(claims), np.bool_)
    for step in range(1, len(claims)):
        same = claims[step:] == claims[:-step]
        if not same.any():
            break
        again[step:] |= same & (keys[step:] == keys[:-step])
    return claims[~again], keys[~again]


def _in_roles(board: Board, names: Names, roles: Sequence[str]) -> Mask:
    found = np.zeros(len(names.seq), np.bool_)
    for role in roles:
        found |= names.role == board.words.roles.find(role)
    return found


def _counted(keyed: Keyed, events: Ints, ordered: bool, label: Callable[[list[str]], dict[str, str]]) -> list[Count]:
    """The counts: by time in its order, by anything else the largest first."""
    if not len(keyed.keys):
        return []
    claims = np.bincount(keyed.keys)
    keys = np.flatnonzero(claims)
    number = np.zeros(len(claims), np.int64)
    number[keys] = np.arange(len(keys))
    told = _distinct(events[keyed.claims], number[keyed.keys], len(keys))
    words = [keyed.words(int(key)) for key in keys]
    labels = label(words)
    found = [Count(w, labels.get(w, w), int(told[n]), int(claims[k])) for n, (w, k) in enumerate(zip(words, keys, strict=True))]
    return sorted(found, key=(lambda c: c.key) if ordered else (lambda c: (-c.claims, -c.events, c.label, c.key)))


def _distinct(events: Ints, keys: Ints, width: int) -> Ints:
    """How many events each key has."""
    size = int(events.max()) + 1
    if size * width > TABLE:
        return np.bincount(np.unique(events * width + keys) % width, minlength=width)
    met = np.zeros((width, size), np.bool_)
    met[keys, events] = True
    found: Ints = met.sum(axis=1, dtype=np.int64)
    return found


def _labels(board: Board, by: str, words: list[str], private: bool) -> dict[str, str]:
    """How the keys are written: a place by its name, a side or a voice as it is told."""
    if by == "place":
        with board.ledger.store.reading() as connection:
            return {p.key: min(p.names) for p in known_places(connection, words)}
    if by in ROLES:
        vocabulary = board.words.names
        return {w: vocabulary.label(code, private) for w in words if (code := vocabulary.find(w)) >= 0}
    return {}


def reviewed(board: Board) -> tuple[int, int]:
    """How many claims stand, and how many of them a person coded, corrected or judged: as `looked` counts them."""
    found = board.find(View())
    with board.ledger.store.reading() as connection:
        judged = judged_numbers(connection)
    c, claims = found.columns, found.claims
    return len(claims), int((c.person[claims] | among(c.seq[claims], sorted(judged))).sum())


def quoted(board: Board) -> list[Quoted]:
    """Everybody who is quoted in what stands and is no private person, those of most claims first."""
    named, words = board.named(), board.words
    live = named.columns.ended == STANDS
    mine = named.names.take(_in_roles(board, named.names, ROLES["speaker"]) & ~named.names.private & live[named.rows])
    if not len(mine.seq):
        return []
    width = len(words.kinds.words)
    pairs, counts = np.unique(mine.name.astype(np.int64) * width + mine.kind, return_counts=True)
    kinds: dict[int, list[tuple[int, str]]] = {}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        kinds.setdefault(pair // width, []).append((-count, words.kinds.words[pair % width] or UNKNOWN))
    claims = np.bincount(_once(mine.seq, mine.name.astype(np.int64))[1], minlength=len(words.names.words))
    made = [
        Quoted(words.names.words[n], words.names.label(n, False), tuple(k for _, k in sorted(some)), int(claims[n]))
        for n, some in kinds.items()
    ]
    return sorted(made, key=lambda q: (-q.claims, q.folded))
