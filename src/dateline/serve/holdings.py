"""Who holds places, kept in memory: of a place that is looked at again only what was recorded about it since is worked out anew.

How a place stood at a moment of publication depends on the claims that had come out by then, so that it is worked out once for each
number of them. Which claims tell of which place, and all else that an answer rests on (origins, outlets, what people said of the
claims, the names of places), is read in one go when the log has grown; the places of which any of it is another now are forgotten.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from dateline.ledger import Ledger, View
from dateline.ledger.chain import GENESIS
from dateline.ledger.control.question import ReportRow, as_printed, judged_wrong, parts_among, report_rows
from dateline.ledger.control.timeline import Place, last_spell
from dateline.ledger.control.told import Telling, judged_since, named_places, telling
from dateline.ledger.entries import fold
from dateline.ledger.head import head
from dateline.ledger.questions.standing import standing
from dateline.ledger.store import Reading
from dateline.records.control import Extent
from dateline.records.entry import KeptClaim
from dateline.records.spell import HeldAs, Moment
from dateline.serve.columns import Ints

ROOM: Final[int] = 60_000  # claims of control that are kept, at some 3 kB each
TRIES: Final[int] = 3  # at an answer while the log grows


class Stands(NamedTuple):
    """How a place stands: a spell without its claims."""

    state: HeldAs
    holders: tuple[str, ...]
    extent: Extent
    since: Moment | None
    words: str


@dataclass(frozen=True, slots=True)
class Held:
    """A place, how it stands, and how many claims of control are about it."""

    place: Place
    stands: Stands
    claims: int


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the answer about a place rests on: the place, its parts, and the claims of it and of them, in their order of publication."""

    place: Place
    parts: tuple[Place, ...]
    told: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Which claims tell of which place, up to an entry of the log. One number a change of control in `places` (of `keys`) and so on."""

    upto: int
    digest: str
    told: dict[str, list[Telling]] = field(default_factory=dict)
    named: dict[str, Place] = field(default_factory=dict)
    by_word: dict[str, list[Place]] = field(default_factory=dict)
    keys: Sequence[str] = ()
    places: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    known: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    countries: Sequence[str | None] = ()

    def most(self, until: int | None, country: str | None, limit: int) -> list[tuple[str, int]]:
        """The places that most changes of control are claimed of, with how many."""
        seen = np.ones(len(self.places), np.bool_) if until is None else self.known <= until
        if country is not None:
            seen &= np.fromiter((c == country.upper() for c in self.countries), np.bool_, len(seen))
        counts = np.bincount(self.places[seen], minlength=len(self.keys))
        order = np.argsort(-counts, kind="stable")[:limit]
        return [(self.keys[n], int(counts[n])) for n in order.tolist() if counts[n]]

    def basis(self, key: str) -> Basis:
        """What the answer about a place rests on."""
        place = self.named[key]
        parts = parts_among(self.by_word.get(_first_word(place.name), ()), place)
        told = {t.claim: t for t in self.told.get(key, ())}
        for part in parts:
            told |= {t.claim: t for t in self.told.get(part.key, ()) if t.changes}
        return Basis(place, tuple(parts), tuple(sorted(told.values(), key=lambda t: (t.known, t.claim))))


def _first_word(name: str) -> str:
    return fold(name).partition(" ")[0]


def index_of(connection: Reading) -> Index:
    """The index of a ledger as it stands."""
    upto, digest = head(connection)
    told: dict[str, list[Telling]] = {}
    for t in telling(connection):
        told.setdefault(t.place, []).append(t)
    named, by_word = dict[str, Place](), dict[str, list[Place]]()
    for place in sorted(named_places(connection), key=lambda p: (p.lat is None, p.name)):
        named.setdefault(place.key, place)
        for word in set(fold(place.name).split()):
            by_word.setdefault(word, []).append(place)
    keys = sorted(told)
    rows = [(n, t) for n, key in enumerate(keys) for t in told[key] for _ in range(t.changes)]
    places = np.fromiter((n for n, _ in rows), np.int64, len(rows))
    known = np.fromiter((t.known for _, t in rows), np.int64, len(rows))
    return Index(upto, digest, told, named, by_word, keys, places, known, [t.country for _, t in rows])


class Told:
    """The claims about a place, and how it stood by so many of them. `wrong`: what people judged so."""

    def __init__(self, basis: Basis, claims: Iterable[KeptClaim], reports: dict[str, ReportRow]) -> None:
        self.basis = basis
        self.claims = sorted(claims, key=lambda c: (c.known, c.id))
        self.known = [c.known for c in self.claims]
        self.reports = reports
        self._stood: dict[tuple[int, bool], Stands] = {}

    def stood(self, until: int | None, private: bool) -> Stands:
        """How the place stood by what had come out by an instant (None: by all)."""
        key = (len(self.claims) if until is None else bisect_right(self.known, until), private)
        found = self._stood.get(key)
        if found is None:
            claims = self.claims[: key[0]]
            printed = as_printed([self.reports[id] for id in dict.fromkeys(c.report for c in claims) if id in self.reports])
            spell = last_spell(claims, self.basis.place, self.basis.parts, printed, private)
            found = self._stood[key] = Stands(spell.state, spell.holders, spell.extent, spell.begins, spell.words)
        return found


class Holdings:
    """Who holds the places of a ledger. Safe for several threads."""

    def __init__(self, ledger: Ledger, room: int = ROOM) -> None:
        self.ledger, self.room = ledger, room
        self._lock = threading.Lock()
        self._index = Index(0, GENESIS)
        self._kept: OrderedDict[str, Told] = OrderedDict()

    def held(self, view: View, limit: int) -> list[Held] | None:
        """How the places stand that most claims of control are about, as `Ledger.control` tells; None where only that can tell.

        Of the view, `as_of`, `country` and `private` count.
        """
        if view.recorded_until is not None:
            return None
        for _ in range(TRIES):
            with self.ledger.store.reading() as connection:
                index = self._caught_up(connection)
                if index is not None:
                    most = [(k, n) for k, n in index.most(view.published_until, view.country, limit) if k in index.named]
                    told = self._told(connection, index, [key for key, _ in most])
                    until, private = view.published_until, view.private
                    return [Held(told[key].basis.place, told[key].stood(until, private), n) for key, n in most]
        return None

    def foresee(self, limit: int, rest: Callable[[float], bool]) -> None:
        """Works out ahead how the places with most claims stood at each moment of publication, so that a slider over it waits for nothing.

        `rest` is told after each place how many seconds it took, lets others have the machine, and says whether to end.
        """
        with self.ledger.store.reading() as connection:
            index = self._caught_up(connection)
            if index is None:
                return
            told = self._told(connection, index, [key for key, _ in index.most(None, None, limit) if key in index.named])
        for place in told.values():
            begun = time.perf_counter()
            for known in dict.fromkeys(place.known):
                place.stood(known, False)
            if rest(time.perf_counter() - begun):
                return

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._index = Index(0, GENESIS)
            self._kept.clear()

    def _caught_up(self, connection: Reading) -> Index | None:
        """The index as the log stands; None where another thread has seen more of it than the connection does."""
        with self._lock:
            index = self._index
            number, digest = head(connection)
            if digest == index.digest:
                return index
            if number < index.upto:
                return None
            judged = judged_since(connection, index.upto) if index.upto else None
            if judged is None:
                made = self._index = index_of(connection)
                self._kept = OrderedDict((k, t) for k, t in self._kept.items() if k in made.named and made.basis(k) == t.basis)
                return made
            told = (index.told, index.named, index.by_word, index.keys, index.places, index.known, index.countries)
            self._index = Index(number, digest, *told)
            for key in [k for k, t in self._kept.items() if not judged.isdisjoint(c.claim for c in t.basis.told)]:
                del self._kept[key]
            return self._index

    def _told(self, connection: Reading, index: Index, keys: Sequence[str]) -> dict[str, Told]:
        """The claims about places: those that are kept, and the others from the ledger."""
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        new = [index.basis(key) for key in keys if key not in found]
        made = {t.basis.place.key: t for t in _loaded(connection, new)} if new else {}
        if made and head(connection)[1] == index.digest:
            with self._lock:
                if self._index is index:
                    self._kept.update(made)
                    size = sum(len(t.claims) for t in self._kept.values())
                    while size > self.room and len(self._kept) > 1:
                        size -= len(self._kept.popitem(last=False)[1].claims)
        return found | made


def _loaded(connection: Reading, some: Sequence[Basis]) -> list[Told]:
    """The claims about several places, read together."""
    ids = sorted({t.claim for basis in some for t in basis.told})
    claims = standing(connection, ids)
    wrong = judged_wrong(connection, ids, None)
    reports = {row.id: row for row in report_rows(connection, (c.report for c in claims.values()))}
    made = []
    for basis in some:
        mine = [claims[t.claim] for t in basis.told if t.claim in claims and t.claim not in wrong]
        made.append(Told(basis, mine, {c.report: reports[c.report] for c in mine if c.report in reports}))
    return made
