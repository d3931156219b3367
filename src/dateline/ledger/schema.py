"""The tables: the log (entries, payloads, originals), which is kept for good, and the indexes made from it, which can be made anew.

One schema for SQLite and PostgreSQL. Instants are microseconds since 1970 (UTC), days are proleptic ordinals
(`date.toordinal`): both compare fast and alike on both engines. The full-text index is the one table that differs (search.py).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

META: Final = MetaData()
LOG: Final = ("entries", "payloads", "originals")  # tables that are never made anew

entries: Final = Table(
    "entries", META,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
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
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
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
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
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
    Index("claims_report", "report"), Index("claims_event", "event"), Index("claims_seq", "seq", unique=True),
    Index("claims_known", "known"), Index("claims_recorded", "recorded"), Index("claims_place", "place", "known"),
    Index("claims_type", "type", "day_from"), Index("claims_days", "day_from", "day_to"), Index("claims_cell", "cell", "day_from"),
    Index("claims_ended", "ended"),
)  # fmt: skip
names: Final = Table(  # every canonical name in a claim: its role is initiator, target, ally, voice or group
    "names", META,
    Column("claim", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("kind", String),
    Index("names_folded", "folded", "role"),
)  # fmt: skip
figures: Final = Table(
    "figures", META,
    Column("claim", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("measure", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("grp", String),
    Column("low", Float), Column("best", Float), Column("high", Float),
    Index("figures_measure", "measure", "best"),
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
amendments: Final = Table(  # judgements and corrections in force or withdrawn, by what they are about
    "amendments", META,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
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
bands: Final = Table(  # locality-sensitive hashing of the reports' shingles and quoted passages (origins)
    "bands", META,
    Column("band", BigInteger, primary_key=True),
    Column("report", String, primary_key=True),
    Index("bands_report", "report"),
)  # fmt: skip

CELL: Final[float] = 0.5  # degrees of a map tile


def map_cell(lat: float, lon: float) -> int:
    """The number of the tile of CELL degrees that a point lies in: row by row from the south-west."""
    columns = int(360 / CELL)
    return int((lat + 90) / CELL) * columns + min(columns - 1, int((lon + 180) / CELL))
