"""How much a release rests on: reports by outlet, voice, country, place and month, and where the record is thin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Row = Mapping[str, Any]
COLUMNS: Final = (
    "by",
    "what",
    "country",
    "reports",
    "origins",
    "outlets",
    "incidents",
    "claims",
    "first_published",
    "last_published",
    "note",
)
UNKNOWN: Final = "not known"
KINDS: Final = ("outlet", "voice", "country", "place", "month")


@dataclass(slots=True)
class _Count:
    """What a line of the table counts: each thing once."""

    reports: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    incidents: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)

    def add(self, account: Row) -> None:
        """Counts a claim."""
        self.reports.add(account["report"])
        self.origins.add(account["origin"] or account["report"])
        self.outlets.add(account["outlet"] or UNKNOWN)
        self.incidents.add(account["incident"])
        self.claims.add(account["claim"])
        if account["published"]:
            self.published.add(account["published"])


def coverage(incidents: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """The lines of the table, cells of COLUMNS: by outlet, by voice, by country, by place, by month of publication.

    `incidents` are records of `whole.incident_record`. A month between the first and the last in which no report of the release
    was published has a line of its own.
    """
    counts: dict[tuple[str, str, str], _Count] = {}
    for incident in incidents:
        for account in incident["accounts"]:
            for key in _keys(account):
                counts.setdefault(key, _Count()).add(account)
    months = sorted(what for by, what, _ in counts if by == "month" and what != UNKNOWN)
    for month in _between(months):
        counts.setdefault(("month", month, ""), _Count())
    for key in sorted(counts, key=lambda key: (KINDS.index(key[0]), key[1] == UNKNOWN, key)):
        yield _line(key, counts[key])


def _keys(account: Row) -> Iterator[tuple[str, str, str]]:
    """What a claim counts for, each with its country."""
    yield "outlet", account["outlet"] or UNKNOWN, ""
    for voice in dict.fromkeys(account["voices"]):
        yield "voice", voice, ""
    country = account["country"] or UNKNOWN
    yield "country", country, account["country"] or ""
    yield "place", account["place"] or UNKNOWN, account["country"] or ""
    published = account["published"] or ""
    yield "month", published[:7] if len(published) >= 7 and published[4] == "-" else UNKNOWN, ""


def _line(key: tuple[str, str, str], count: _Count) -> tuple[str, ...]:
    days = sorted(count.published)
    numbers = (len(x) for x in (count.reports, count.origins, count.outlets, count.incidents, count.claims))
    by, what, country = key
    return by, what, country, *map(str, numbers), days[0] if days else "", days[-1] if days else "", note(by, what, count)


def note(by: str, what: str, count: _Count) -> str:
    """In plain words, where the record is thin; nothing where it is not."""
    if what == UNKNOWN:
        return f"no {by} is known for these"
    if not count.reports:
        return "thin: no report was published in this month; what happened in it may be missing"
    if by in ("outlet", "voice"):
        return ""
    if len(count.reports) == 1:
        return "thin: a single report"
    if len(count.origins) == 1:
        return "thin: all reports go back to a single origin"
    if len(count.outlets) == 1:
        return f"thin: a single outlet ({next(iter(count.outlets))})"
    return ""


def _between(months: list[str]) -> Iterator[str]:
    """Every month from the first to the last ("2016-12"), these included."""
    if not months:
        return
    numbers = [int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (months[0], months[-1])]
    yield from (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(numbers[0], numbers[1] + 1))
