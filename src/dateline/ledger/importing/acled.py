"""ACLED (Armed Conflict Location & Event Data) exports that the user holds, as claims. ACLED's terms are the user's to keep.

Each event is a claim in the voice of the sources that ACLED names, relayed by ACLED; its text is ACLED's note. Fatalities are
ACLED's one figure, the most conservative of those reported. ACLED's actor1 and actor2 do not say who attacked, so that sides are
inferred: from the sub-event type, and from who is unarmed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from dateline.knowledge.ontology import load
from dateline.ledger.importing.page import Page, country_code, digest, take_date, take_degrees, take_number
from dateline.ledger.importing.rows import Row
from dateline.ledger.importing.scheme import Scheme, Told
from dateline.records import Claim, ControlChange, Event, Numbers, Span, When, Where, Who

CODER: Final = "import.acled"
COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country",
    "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
FIRST: Final = ("notes",)  # the column that opens the text of a row
STATE: Final = frozenset({"1", "state forces"})  # inter codes: numbers in older exports, names in newer ones
UNARMED: Final = frozenset({"6", "7", "protesters", "civilians"})
PRECISIONS: Final[dict[str, int]] = {"1": 1, "2": 2, "3": 4}  # geo_precision to UCDP's grades: the town, near it, the province
TAKEN: Final[dict[str, bool]] = {
    "government_regains_territory": True, "non_state_actor_overtakes_territory": False,
}  # types by which a place changes hands, and whether state forces take it  # fmt: skip
FORMATS: Final = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y")
OTHER: Final = "Other"  # a sub-event type that stands for several types of the codebook


def read(row: Row) -> Told:
    """What a row says. Raises ValueError where it breaks the format."""
    page = Page(row.cells, (*FIRST, *(c for c in COLUMNS if c not in FIRST)), CODER)
    number, kind = row.take("event_id_cnty"), _type(row)
    if number is None:
        raise ValueError("event_id_cnty is empty")
    quote = page.quote(("notes", "sub_event_type"))
    spans = page.parts("source", ";")
    sources = tuple(page.source(s, "media", joint=len(spans) > 1) for s in spans)
    dead = take_number(row.take("fatalities"), "fatalities")
    figures = (page.figure(page.spans["fatalities"], "killed", "unknown", Numbers(dead, dead, dead)),) if dead is not None else ()
    claim = Claim(digest(CODER, number), quote, None, sources, "happened", figures, page.basis(quote))
    actors, targets, allies = _sides(row, page, kind)
    places = _places(row, page)
    event = Event(
        id=digest(CODER, number, "event"), type=kind, mode=None, scope="event", initiators=actors, targets=targets, allies=allies,
        weapons=(), places=places, when=_when(row, page), control=_control(kind, actors, targets, places), claims=(claim,),
        basis=page.basis(quote),
    )  # fmt: skip
    return Told(number, page, event, published=_published(row))


def _type(row: Row) -> str:
    """The codebook's type of a sub-event type."""
    words = row.take("sub_event_type")
    if words == OTHER:
        return "other"
    found = next((t.name for t in load().types.values() if t.acled_sub_event == words), None)
    if found is None:
        raise ValueError(f"sub_event_type {words!r} is none of ACLED's")
    return found


def _sides(row: Row, page: Page, kind: str) -> tuple[tuple[Who, ...], tuple[Who, ...], tuple[Who, ...]]:
    """Initiators, targets, allies. The taker of a place is told by the type; else the armed side comes before the unarmed one."""
    codes = [(row.take(c) or "").lower() for c in ("inter1", "inter2")]
    turned = (
        codes[0] in UNARMED and codes[1] and codes[1] not in UNARMED and kind not in ("peaceful_protest", "violent_demonstration")
    )
    if kind in TAKEN and codes[1]:
        turned = (codes[0] in STATE) != TAKEN[kind] and (codes[1] in STATE) == TAKEN[kind]
    one = [page.who(s, inferred=True) for s in page.parts("actor1")]
    two = [page.who(s, inferred=True) for s in page.parts("actor2")]
    with_one, with_two = page.parts("assoc_actor_1", ";"), page.parts("assoc_actor_2", ";")
    if turned:
        one, two, with_one, with_two = two, one, with_two, with_one
    allies = tuple(page.who(s, inferred=True) for s in with_one)
    return tuple(one), (*two, *(page.who(s, inferred=True) for s in with_two)), allies


def _control(kind: str, actors: tuple[Who, ...], targets: tuple[Who, ...], places: tuple[Where, ...]) -> tuple[ControlChange, ...]:
    """The place changes hands where the sub-event type says so."""
    if kind not in TAKEN or not places:
        return ()
    return (ControlChange(places[0].name, targets[0].name if targets else None, actors[0].name if actors else None, "whole"),)


def _places(row: Row, page: Page) -> tuple[Where, ...]:
    span: Span | None = next(
        (page.spans[c] for c in ("location", "admin3", "admin2", "admin1", "country") if c in page.spans), None
    )
    if span is None:
        return ()
    told = {
        "precision": PRECISIONS.get(row.take("geo_precision") or "", 4), "lat": take_degrees(row.take("latitude"), "latitude"),
        "lon": take_degrees(row.take("longitude"), "longitude"), "country": country_code(row.take("country")), "admin1": row.take("admin1"),
    }  # fmt: skip
    return (page.place(span, told),)


def _when(row: Row, page: Page) -> When:
    """The day; the week (Monday to Sunday) or the month that it lies in where the day is not known."""
    day = take_date(row.take("event_date"), "event_date", FORMATS)
    if day is None:
        raise ValueError("event_date is empty")
    value, precision = _value(day, row.take("time_precision") or "1")
    return page.when(value, precision, page.spans["event_date"])


def _value(day: date, grade: str) -> tuple[str, str]:
    if grade == "1":
        return day.isoformat(), "day"
    if grade == "2":
        monday = day - timedelta(days=day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}", "week"
    if grade == "3":
        return f"{day:%Y-%m}", "month"
    raise ValueError(f"time_precision {grade!r} is not 1 to 3")


def _published(row: Row) -> str | None:
    """When ACLED last changed the row: its time stamp, in seconds since 1970 or as a date."""
    words = row.take("timestamp")
    if words is None:
        return None
    if words.isdigit():
        return datetime.fromtimestamp(int(words), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = take_date(words[:10], "timestamp")
    return found.isoformat() if found else None


ACLED: Final = Scheme("acled", COLUMNS, read)
