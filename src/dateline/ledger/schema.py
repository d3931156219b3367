"""The tables: the log (entries, payloads, originals), which is kept for good, and the indexes made from it, which can be made anew.

One schema for SQLite and PostgreSQL. Instants are microseconds since 1970 (UTC), days are proleptic ordinals
(`date.toordinal`): both compare fast and alike on both engines. The full-text index is the one table that differs (search.py).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

META: Final = MetaData()
LOG: Final = ("entries", "payloads", "originals")  # tables that are never made anew
MONTH: Final[int] = 31  # days
ENDED: Final = "ended IS NOT NULL"  # nearly all claims stand: an index of those is of no use, and would be taken for others
LONG: Final = f"day_to - day_from > {MONTH}"  # claims whose time may be more than a month: few, and asked for apart

NUMBER: Final = BigInteger().with_variant(
    Integer(), "sqlite"
)  # of an entry: SQLite finds a row by an INTEGER key with no index between

entries: Final = Table(
    "entries", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("author", String, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("commitment", String, nullable=False),
    Column("digest", String, nullable=False),
    Index("entries_subject", "subject"),
)  # fmt: skip
payloads: Final = Table(
    "payloads", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("salt", String, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip
originals: Final = Table(
    "originals", META,
    Column("sha256", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

reports: Final = Table(
    "reports", META,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("title", Text),
    Column("outlet", String),
    Column("published", String),
    Column("known", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("language", String),
    Column("url", Text),
    Column("original", String),
    Column("coder", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("origin", String),
    Index("reports_name", "name"), Index("reports_known", "known"), Index("reports_origin", "origin"),
    Index("reports_recorded", "recorded"), Index("reports_original", "original"),
)  # fmt: skip
claims: Final = Table(
    "claims", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),  # of its entry: what is new lies together, and so do its rows elsewhere
    Column("id", String, nullable=False),
    Column("report", String, nullable=False),
    Column("event", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("day_from", Integer),
    Column("day_to", Integer),
    Column("place", String),  # key of the first place
    Column("country", String),
    Column("admin1", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("cell", Integer),  # which tile of the map the first place lies in: see map_cell
    Column("precision", Integer),
    Column("known", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("author", String, nullable=False),
    Column("person", Boolean, nullable=False),  # made or corrected by a person
    Column("private", Boolean, nullable=False),  # holds the name of a private person
    Column("score", Float),  # the probability that it is right, as its coder estimated it
    Index("claims_report", "report"), Index("claims_event", "event"), Index("claims_id", "id", unique=True),
    Index("claims_known", "known"), Index("claims_recorded", "recorded"), Index("claims_place", "place", "day_from"),
    Index("claims_type", "type", "day_from"), Index("claims_days", "day_from", "day_to"), Index("claims_cell", "cell", "day_from"),
    Index("claims_ended", "ended", sqlite_where=text(ENDED), postgresql_where=text(ENDED)), Index("claims_country", "country", "day_from"),
    Index("claims_long", "day_from", sqlite_where=text(LONG), postgresql_where=text(LONG)),
    Index("claims_long_cell", "cell", "day_from", sqlite_where=text(LONG), postgresql_where=text(LONG)),
)  # fmt: skip
names: Final = Table(  # every canonical name in a claim, by role; "place": the places after its first, by their keys
    "names", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),  # of the claim
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("kind", String),
    Column("private", Boolean, nullable=False),
    Column("day", Integer),  # the claim's day_from
    Index("names_folded", "folded", "role", "day"),
    sqlite_with_rowid=False,
)  # fmt: skip
figures: Final = Table(
    "figures", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),  # of the claim
    Column("position", Integer, primary_key=True),
    Column("measure", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("grp", String),
    Column("low", Float), Column("best", Float), Column("high", Float),
    Index("figures_measure", "measure", "best"),
    sqlite_with_rowid=False,
)  # fmt: skip
places: Final = Table(  # every place that a claim names, and how people ask for it
    "places", META,
    Column("key", String, primary_key=True),
    Column("folded", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("country", String), Column("lat", Float), Column("lon", Float), Column("geonames_id", BigInteger),
    Index("places_folded", "folded"),
)  # fmt: skip
changes: Final = Table(  # claimed changes and states of control
    "changes", META,
    Column("claim", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", String, nullable=False),
    Column("loser", String), Column("holder", String), Column("extent", String, nullable=False),
    Column("known", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Index("changes_place", "place", "known"),
)  # fmt: skip
amendments: Final = Table(  # judgements, corrections and accounts of persons in force or withdrawn, by what they are about
    "amendments", META,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("author", String, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Index("amendments_subject", "subject"),
)  # fmt: skip
redirects: Final = Table(
    "redirects", META,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("redirects_new", "new"),
)  # fmt: skip
reviews: Final = Table(  # what waits for a person: a correction whose claim is gone, a link that is unsure
    "reviews", META,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", String, primary_key=True),
    Column("why", String, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("done", BigInteger),
)  # fmt: skip
bands: Final = Table(  # keys of what reports and claims say, by which those that repeat others find them (origins)
    "bands", META,
    Column("week", Integer, primary_key=True, autoincrement=False),  # of publication; first, so that what is new lies together
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # of the report's or the claim's entry
    Column("day", Integer, nullable=False),  # of publication, since 1970; 0: undated
    Column("alone", Boolean, nullable=False),  # whether one key in common is enough to compare
    Index("bands_seq", "seq"),
    sqlite_with_rowid=False,
)  # fmt: skip
copies: Final = Table(  # reports that print text of each other, both ways round
    "copies", META,
    Column("report", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("share", Float, nullable=False),  # of the report's text that stands in the other
    Column("whole", Boolean, nullable=False),  # whether the two are one story; else one reprints a part
    Index("copies_other", "other"),
)  # fmt: skip
folds: Final = Table(  # claims that repeat others or are repeated
    "folds", META,
    Column("claim", String, primary_key=True),
    Column("root", String, nullable=False),  # the claim that was first
    Column("report", String),  # of the root, where it speaks in the report's own voice
    Index("folds_root", "root"),
)  # fmt: skip

incidents: Final = Table(  # each account (an event of one report) and the incident that it tells of (linking)
    "incidents", META,
    Column("event", String, primary_key=True),
    Column("report", String, nullable=False),
    Column("incident", String, nullable=False),  # the id of its earliest-known event
    Column("component", String, nullable=False),  # the neighbourhood: the first of the events that likely links join
    Column("known", BigInteger, nullable=False),
    Column("account", Text, nullable=False),  # what linking compares
    Index("incidents_report", "report"), Index("incidents_incident", "incident"), Index("incidents_component", "component"),
)  # fmt: skip
links: Final = Table(  # pairs of accounts that may tell of one act, and those that people judged
    "links", META,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Integer),  # millionths; None: judged only
    Column("verdict", String, nullable=False),
    Column("author", String, nullable=False),
    Column("seq", BigInteger),  # of the judgement that holds
    Index("links_right", "right"),
    Index("links_unsure", "score", sqlite_where=text("verdict = 'unsure'"), postgresql_where=text("verdict = 'unsure'")),
)  # fmt: skip
judged: Final = Table(  # judgements of links in force: the pair judged, and the pair that it holds for since reports were coded again
    "judged", META,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("told_left", String, nullable=False), Column("told_right", String, nullable=False),
    Column("left", String, nullable=False), Column("right", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("author", String, nullable=False),
    Index("judged_told_left", "told_left"), Index("judged_told_right", "told_right"),
    Index("judged_left", "left"), Index("judged_right", "right"),
)  # fmt: skip
blocks: Final = Table(  # which accounts are compared: those of one block
    "blocks", META,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("event", String, primary_key=True),
)  # fmt: skip
rules: Final = Table(  # by which version of its rules an index was made
    "rules", META,
    Column("name", String, primary_key=True),
    Column("version", String, nullable=False),
)  # fmt: skip
unlinked: Final = Table(  # what linking has not looked at since it changed: reports, "event:ID", "link:LEFT|RIGHT"
    "unlinked", META,
    Column("subject", String, primary_key=True),
)  # fmt: skip

CELL: Final[float] = 0.5  # degrees of a map tile


def map_cell(lat: float, lon: float) -> int:
    """The number of the tile of CELL degrees that a point lies in: row by row from the south-west."""
    columns = int(360 / CELL)
    return int((lat + 90) / CELL) * columns + min(columns - 1, int((lon + 180) / CELL))
