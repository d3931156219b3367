"""/api/places: what a name may mean, and what the ledger knows of a place."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.knowledge.countries import load_countries
from dateline.knowledge.gazetteer import Candidate
from dateline.ledger.entries import fold
from dateline.ledger.questions.directory import KnownPlace, find_known_place, known_places, place_counts, places_named
from dateline.serve.asked import Asked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import KeptRoute
from dateline.serve.shapes.claim import RADII
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.place import PlaceCandidate, PlaceCandidates, PlaceInfo

router: Final = APIRouter(tags=["places"], route_class=KeptRoute)
WATERS: Final = frozenset({"SEA", "OCN", "STRT", "GULF"})  # GeoNames codes of what lies off every country


class PlaceAsked(Asked):
    """A name as far as it is typed."""

    q: str = Field(description="A name, or how it begins, in any spelling.", min_length=1, max_length=100, examples=["Palmyra"])
    country: str | None = Field(None, description="ISO 3166-1, two letters.", examples=["SY"])
    limit: int = Field(12, ge=1, le=50)


@router.get("/places", operation_id="list_places", summary="Places that a name may mean")
def candidates(desk: AtDesk, viewer: Asking, asked: Annotated[PlaceAsked, Query()]) -> PlaceCandidates:
    """Those that the ledger names, then those of the gazetteer, the most populous first."""
    with desk.ledger.store.reading() as connection:
        named = [_known(desk, p) for p in places_named(connection, asked.q, asked.limit)]
        found = [*desk.gazetteer.lookup(asked.q), *desk.gazetteer.beginning(asked.q, asked.limit)]
        listed = {_key(c): c for c in found}
        known = {p.key for p in known_places(connection, list(listed))}
    rows = {c.key: c for c in named}
    for key, c in sorted(listed.items(), key=lambda kc: kc[0] not in known):
        rows.setdefault(key, _candidate(c, key in known))
    country = asked.country and asked.country.upper()
    return PlaceCandidates(items=[c for c in rows.values() if country is None or c.country == country][: asked.limit])


@router.get("/places/{key}", operation_id="get_place", summary="A place of the ledger", responses=MISSING)
def place(desk: AtDesk, viewer: Asking, key: Id) -> PlaceInfo:
    """The place of a key as gn:163808: its names, where it is, and how many claims are about it."""
    with desk.ledger.store.reading() as connection:
        found = find_known_place(connection, key)
        counts = place_counts(connection, key)
    return PlaceInfo(
        key=found.key, name=found.names[0], names=list(found.names), country=found.country, country_name=_country(found.country),
        admin1=counts.admin1, lat=found.lat, lon=found.lon, geonames_id=found.geonames_id, claims=counts.claims, events=counts.events,
        control=counts.control,
    )  # fmt: skip


def _country(code: str | None) -> str | None:
    found = load_countries().get(code or "")
    return found.name if found else None


def _key(c: Candidate) -> str:
    """What the ledger would call it: as `entries.spot` makes it."""
    return f"gn:{c.geonames_id}" if c.geonames_id is not None else f"name:{fold(c.common or c.name)}|{c.country or ''}"


def _candidate(c: Candidate, known: bool) -> PlaceCandidate:
    grade = precision_of(c)
    return PlaceCandidate(
        key=_key(c), name=c.common or c.name, country=c.country, country_name=_country(c.country), admin1=c.admin1, admin2=c.admin2,
        lat=c.lat, lon=c.lon, feature=c.feature, code=c.code, population=c.population or None, geonames_id=c.geonames_id,
        precision=grade, radius_km=RADII[grade], known=known,
    )  # fmt: skip


def _known(desk: Desk, p: KnownPlace) -> PlaceCandidate:
    """A place of the ledger: as the gazetteer has it, else what a claim calls it, taken for a point."""
    listed = None if p.geonames_id is None else desk.gazetteer.by_id(p.geonames_id)
    if listed is not None:
        return _candidate(listed, True)
    return PlaceCandidate(
        key=p.key, name=p.names[0], country=p.country, country_name=_country(p.country), admin1=None, admin2=None, lat=p.lat, lon=p.lon,
        feature=None, code=None, population=None, geonames_id=p.geonames_id, precision=1, radius_km=RADII[1], known=True,
    )  # fmt: skip


def precision_of(c: Candidate) -> int:
    """The codebook's grade of an act that is told of as being at the place (codebook, section 2)."""
    if c.feature == "A":
        return 6 if c.is_country else 4 if c.level == 1 else 3
    if c.feature == "H" and c.code in WATERS:
        return 7
    return 5 if c.feature in "HTL" and c.code != "OILF" else 1
