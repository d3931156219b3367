"""/api/control, /api/holdings, /api/sites: who held places, and what was done to sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.ledger.control.timeline import Place
from dateline.ledger.questions.directory import controlled, known_places
from dateline.serve.asked import MOST, ClockAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING, told
from dateline.serve.freshness import KeptRoute
from dateline.serve.holdings import Held, Stands
from dateline.serve.parts import part
from dateline.serve.shapes.control import (
    ControlAnswer,
    ControlTimeline,
    Holding,
    HoldingAnswer,
    Moment,
    PlaceControl,
    Site,
    SitePage,
)

router: Final = APIRouter(tags=["control"], route_class=KeptRoute)
PLACES: Final[int] = 24  # places of one answer


class ControlAsked(ClockAsked):
    """Which places, and from which moment."""

    place: list[str] = Field([], max_length=PLACES, description="Names, or keys as gn:163808; several.", examples=[["Palmyra"]])
    during: str | None = Field(None, description="Only spells that may reach into it (EDTF).")
    speaker: str | None = Field(None, description="Only this voice's claims.")
    country: str | None = Field(None, description="Of several places of one name, that of this country.")
    limit: int = Field(8, ge=1, le=PLACES, description="Without a place: how many.")


class HoldingAsked(ClockAsked):
    """From which moment, and for how many places."""

    country: str | None = Field(None, description="ISO 3166-1, two letters.")
    limit: int = Field(60, ge=1, le=200)


@router.get("/control", operation_id="get_control", summary="Who held places, by all sources and by each", responses=MISSING)
def control(desk: AtDesk, viewer: Asking, asked: Annotated[ControlAsked, Query()]) -> ControlAnswer:
    """A timeline a place, with the claims behind every change. Where one of several cannot be told, its item says why."""
    view = asked.view(viewer)
    names = list(dict.fromkeys(asked.place)) or _busiest(desk, view, asked.limit)
    items = [_of_place(desk, name, view) for name in names]
    if len(items) == 1 and items[0][1] is not None:
        raise items[0][1]
    return ControlAnswer(items=[item for item, _ in items])


def _busiest(desk: Desk, view: View, limit: int) -> list[str]:
    """The keys of the places that most claims of control are about."""
    with desk.ledger.store.reading() as connection:
        return [place.key for place, _ in controlled(connection, replace(view, during=None), limit)]


def _of_place(desk: Desk, name: str, view: View) -> tuple[PlaceControl, DatelineError | None]:
    try:
        found = desk.ledger.control(name, view).timeline
    except DatelineError as error:
        return PlaceControl(asked=name, timeline=None, fault=told(error.code, error.detail)), error
    with desk.ledger.store.reading() as connection:
        place = next(iter(known_places(connection, [found.place])), None)
    at = (place.lat, place.lon) if place else (None, None)
    return PlaceControl(asked=name, timeline=ControlTimeline.of(found, at), fault=None), None


@router.get("/holdings", operation_id="list_holdings", summary="Who holds places, as far as the view knows")
def holdings(desk: AtDesk, viewer: Asking, asked: Annotated[HoldingAsked, Query()]) -> HoldingAnswer:
    """How the places stand at the view's moment that most claims of control are about: the layer of control of a map."""
    view = asked.view(viewer)
    found = desk.holdings.held(view, asked.limit)
    return HoldingAnswer(items=[_holding(h) for h in (_looked_up(desk, view, asked.limit) if found is None else found)])


def _looked_up(desk: Desk, view: View, limit: int) -> Iterator[Held]:
    """The same by the ledger: of a moment of recording, too."""
    with desk.ledger.store.reading() as connection:
        places = controlled(connection, view, limit)
    for place, claims in places:
        found = desk.ledger.control(place.key, View(view.as_of, view.recorded_as_of, private=view.private)).timeline
        now = found.now
        at = Place(found.place, found.name, found.country, place.lat, place.lon)
        yield Held(at, Stands(now.state, now.holders, now.extent, now.begins, now.words), claims)


def _holding(h: Held) -> Holding:
    place, now = h.place, h.stands
    return Holding(
        place=place.key, name=place.name, country=place.country, lat=place.lat, lon=place.lon, state=now.state, holders=list(now.holders),
        extent=now.extent, since=Moment.of(now.since) if now.since else None, text=now.words, claims=h.claims,
    )  # fmt: skip


class SitesAsked(ClockAsked):
    """Which sites."""

    kind: str | None = Field(None, description="heritage, hospital, school …", examples=["heritage"])
    place: str | None = Field(None, description="At or of this place: a name or a key.")
    during: str | None = Field(None, description="Harm of that time (EDTF).")
    actor: str | None = None
    speaker: str | None = None
    country: str | None = None
    box: str | None = Field(None, description="west,south,east,north in degrees.")
    limit: int = Field(100, ge=1, le=MOST)
    cursor: str | None = None


@router.get("/sites", operation_id="list_sites", summary="Sites, and what is claimed, denied and confirmed of harm to them")
def sites(desk: AtDesk, viewer: Asking, asked: Annotated[SitesAsked, Query()]) -> SitePage:
    """Heritage places, hospitals, schools, water works …, by kind and name."""
    some, after = part(desk.ledger.sites(asked.view(viewer), asked.kind), asked.limit, asked.cursor)
    return SitePage(items=[Site.of(s) for s in some], next=after)
