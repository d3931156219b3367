"""The question what was done to sites: which claims it needs of the ledger, and the answer as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, ClassVar, Final

from sqlalchemy import ColumnElement, Connection, Select, select

from dateline.errors import DatelineError
from dateline.knowledge.sites import load_kinds, site_kind
from dateline.ledger import schema
from dateline.ledger.control.question import judged_wrong, printed
from dateline.ledger.control.sites import DESTRUCTION, HARMFUL, MEASURES, sites
from dateline.ledger.entries import fold
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.filters import clocks
from dateline.ledger.questions.standing import seen
from dateline.ledger.view import View
from dateline.ledger.writing import MANY
from dateline.records.edtf import show_instant
from dateline.records.spell import Damage, Site, Word

WORDS: Final[tuple[Word, ...]] = ("claimed", "confirmed", "denied")  # of which the first day is told in a row


@dataclass(frozen=True, repr=False)
class Sites(Answer[Site]):
    """Sites with what was claimed, denied and confirmed of harm to them, by kind and name."""

    noun: ClassVar[str] = "site"
    columns: ClassVar[tuple[str, ...]] = (
        "kind", "name", "near", "country", "lat", "lon", "coarse", "place", "state", "harm", "claimed", "confirmed", "denied", "damage",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("kind", "site", "state", "harm", "claimed", "confirmed", "denied")

    @staticmethod
    def row(item: Site) -> Row:
        """A site, flat; `claimed`, `confirmed` and `denied` are the dates of the first report that does so."""
        return {
            "kind": item.kind, "name": item.name, "near": item.near, "country": item.country, "lat": item.lat, "lon": item.lon,
            "coarse": item.coarse, "place": item.place, "state": item.state, "harm": worst(item), **first_days(item),
            "damage": [_damage(d) for d in item.damage],
        }  # fmt: skip

    @staticmethod
    def cells(item: Site) -> tuple[str, ...]:
        """A site in short."""
        return item.kind, named(item), item.state, worst(item) or "", *(day or "" for day in first_days(item).values())


def named(site: Site) -> str:
    """A site with the place that it lies at, where its name does not tell: "hospital (unnamed), Aleppo"."""
    told = site.near is None or f" {fold(site.near)} " in f" {fold(site.name)} "
    return site.name if told else f"{site.name}, {site.near}"


def worst(site: Site) -> str | None:
    """The gravest harm that is claimed or confirmed; None where none is."""
    grades = ("destroyed", "looted", "damaged", "harmed")
    return min((d.harm for d in site.damage if d.word in ("claimed", "confirmed")), key=grades.index, default=None)


def first_days(site: Site) -> dict[str, str | None]:
    """When harm was first claimed, confirmed and denied: the dates of those reports (EDTF)."""
    return {word: next((d.published for d in site.damage if d.word == word), None) for word in WORDS}


def _damage(damage: Damage) -> dict[str, Any]:
    return {**asdict(damage), "known": show_instant(damage.known)}


def asked_sites(connection: Connection, kind: str | None, view: View) -> Sites:
    """The sites of a kind (None: of every kind) that the view sees harm told of; `view.place`: those at or of that place.

    Raises DatelineError `ledger.kind` for a kind that is none.
    """
    if kind is not None and kind not in (k.kind for k in load_kinds()):
        raise DatelineError("ledger.kind", f"{kind!r} is none of {', '.join(k.kind for k in load_kinds())}.")
    asked = look_up(
        connection,
        View(
            as_of=view.as_of, recorded_as_of=view.recorded_as_of, during=view.during, actor=view.actor, speaker=view.speaker,
            country=view.country, box=view.box, private=view.private, withdrawn=view.withdrawn,
        ),
    )  # fmt: skip
    claims = seen(connection, asked, _telling(connection, list(clocks(asked))))
    wrong = judged_wrong(connection, [c.id for c in claims], asked.changed_since)
    claims = [c for c in claims if c.id not in wrong]
    found = sites(claims, printed(connection, claims), view.private)
    return Sites(tuple(s for s in found if kind in (None, s.kind) and (view.place is None or _at(s, view.place))))


def _at(site: Site, place: str) -> bool:
    """Whether a site lies at a place, bears its name, or is the place of that key."""
    wanted = f" {fold(place)} "
    return site.place == place or any(wanted in f" {fold(words)} " for words in (site.name, site.near or ""))


def _telling(connection: Connection, clock: Sequence[ColumnElement[bool]]) -> list[str]:
    """The ids of claims that may tell of harm to a site, with all others of their events."""
    claims, figures, names = schema.claims.c, schema.figures.c, schema.names.c
    harmful = claims.type.in_(HARMFUL)
    measured = figures.measure.in_(MEASURES)
    units = [u for u in connection.scalars(select(figures.unit).distinct().where(measured)) if site_kind(u)]
    keys = sorted({r.key for r in connection.execute(select(schema.places.c.key, schema.places.c.name)) if site_kind(r.name)})
    wanted = [
        select(claims.event).where(claims.type == DESTRUCTION),
        *_among(select(claims.event).join(schema.figures, figures.seq == claims.seq).where(measured, harmful), figures.unit, units),
        *_among(select(claims.event).where(harmful), claims.place, keys),
        *_among(
            select(claims.event).join(schema.names, names.seq == claims.seq).where(harmful, names.role == "place"),
            names.folded,
            keys,
        ),
        *_among(
            select(claims.event).join(schema.names, names.seq == claims.seq).where(harmful, names.role == "target"),
            names.folded,
            nouns(),
        ),
    ]
    events = sorted({event for query in wanted for event in connection.scalars(query.where(*clock))})
    return sorted({id for query in _among(select(claims.id), claims.event, events) for id in connection.scalars(query)})


def _among(query: Select[Any], column: ColumnElement[str], values: Sequence[str]) -> Iterable[Select[Any]]:
    """The query for a column among the values, cut where they are many."""
    return [query.where(column.in_(values[n : n + MANY])) for n in range(0, len(values), MANY)]


@cache
def nouns() -> tuple[str, ...]:
    """The folded nouns by which an unnamed site may be the target of an act, singular and plural."""
    words = {" ".join(word) for kind in load_kinds() for word in kind.words}
    return tuple(sorted({*words, *(f"{w}s" for w in words)}))
