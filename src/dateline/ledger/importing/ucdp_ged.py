"""UCDP GED (Uppsala Conflict Data Program, Georeferenced Event Dataset, 20.1 to 26.1; CC BY 4.0) as claims.

Each event is a claim in the voice of the person or organisation that UCDP names as its source, relayed by UCDP. The deaths stand
with their low, best and high, and by side. UCDP's side_a and side_b do not say who attacked, except in one-sided violence.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from dateline.ledger.importing.page import Page, country_code, digest, take_date, take_degrees, take_number
from dateline.ledger.importing.rows import Row
from dateline.ledger.importing.scheme import Scheme, Told
from dateline.records import Claim, Event, HowMany, Numbers, When, Where

CODER: Final = "import.ucdp-ged"
COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id",
    "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # as in the releases 20.1 to 26.1  # fmt: skip
FIRST: Final = (
    "dyad_name", "side_a", "side_b", "date_start", "date_end", "where_coordinates", "where_description", "low", "best", "high",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "source_original", "source_headline",
)  # columns that open the text of a row, since they say what happened  # fmt: skip
TYPES: Final[dict[str, str]] = {"1": "armed_clash", "2": "armed_clash", "3": "attack"}  # type_of_violence
PRECISIONS: Final[dict[str, str]] = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}  # date_prec
ONE_SIDED: Final = "3"
FORMATS: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y")


def read(row: Row) -> Told:
    """What a row says. Raises ValueError where it breaks the format."""
    page = Page(row.cells, (*FIRST, *(c for c in COLUMNS if c not in FIRST)), CODER)
    number, kind = row.take("id"), row.take("type_of_violence")
    if number is None or kind not in TYPES:
        raise ValueError(f"id {number!r} with type_of_violence {kind!r} is no event of UCDP GED")
    quote = page.quote(("source_headline", "where_description", "dyad_name"))
    sources = tuple(page.source(span) for span in page.parts("source_original"))
    claim = Claim(digest(CODER, number), quote, None, sources, "happened", tuple(_figures(row, page, kind)), page.basis(quote))
    inferred = kind != ONE_SIDED  # side_a is the government, or the first of the dyad's two names
    event = Event(
        id=digest(CODER, number, "event"), type=TYPES[kind], mode=None, scope="event" if row.take("event_clarity") != "2" else "campaign",
        initiators=tuple(page.who(s, inferred) for s in page.parts("side_a")),
        targets=tuple(page.who(s, inferred) for s in page.parts("side_b")),
        allies=(), weapons=(), places=_places(row, page), when=_when(row, page), control=(), claims=(claim,), basis=page.basis(quote),
    )  # fmt: skip
    office = row.take("source_office")
    return Told(number, page, event, title=row.take("source_headline"), agencies=(office,) if office else ())


def _figures(row: Row, page: Page, kind: str) -> list[HowMany]:
    """All deaths, then those of each side, of civilians and of the unknown, as parts of them."""
    low, best, high = (take_number(row.take(c), c) for c in ("low", "best", "high"))
    whole = page.spans.get("best") or page.spans.get("high")
    if whole is None:
        return []
    out = [page.figure(whole, "killed", "unknown", Numbers(low, best, high))]
    sides = {"deaths_a": "side_a", "deaths_b": "side_b"}
    for column in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"):
        count, span = take_number(row.take(column), column), page.spans.get(column)
        if not count or span is None:
            continue
        side = page.parts(sides.get(column, ""))
        group = f"combatants:{page.who(side[0]).name}" if side else "civilians" if column == "deaths_civilians" else "unknown"
        if column == "deaths_b" and kind == ONE_SIDED:
            group = "civilians"
        out.append(page.figure(span, "killed", group, Numbers(count, count, count), whole))
    return out


def _places(row: Row, page: Page) -> tuple[Where, ...]:
    span = next(
        (page.spans[c] for c in ("where_coordinates", "where_description", "adm_2", "adm_1", "country") if c in page.spans), None
    )
    if span is None:
        return ()
    grade = take_number(row.take("where_prec"), "where_prec")
    told = {
        "precision": int(grade or 6), "lat": take_degrees(row.take("latitude"), "latitude"),
        "lon": take_degrees(row.take("longitude"), "longitude"), "country": country_code(row.take("country")), "admin1": row.take("adm_1"),
    }  # fmt: skip
    return (page.place(span, told),)


def _when(row: Row, page: Page) -> When:
    """The span from the earliest to the latest day; a day that is known to the day is that day."""
    first = take_date(row.take("date_start"), "date_start", FORMATS)
    last = take_date(row.take("date_end"), "date_end", FORMATS)
    if first is None:
        raise ValueError("date_start is empty")
    last = last or first
    grade = row.take("date_prec") or "5"
    if grade not in PRECISIONS:
        raise ValueError(f"date_prec {grade!r} is not 1 to 5")
    if last < first:
        raise ValueError(f"date_end {last} lies before date_start {first}")
    return page.when(*_value(first, last, PRECISIONS[grade]), page.spans["date_start"])


def _value(first: date, last: date, precision: str) -> tuple[str, str]:
    if first == last:
        return first.isoformat(), "day"
    return f"{first}/{last}", "range" if precision == "day" else precision


UCDP_GED: Final = Scheme("ucdp-ged", COLUMNS, read)
