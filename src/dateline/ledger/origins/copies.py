"""Reports that reprint others: found by their keys, compared, and gathered into stories with one original."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, or_, select, update

from dateline.ledger import bulk
from dateline.ledger.origins.classes import classes
from dateline.ledger.origins.library import MANY, Library, Volume
from dateline.ledger.origins.passages import Likeness, compare
from dateline.ledger.origins.statements import UNDATED
from dateline.ledger.schema import copies, reports

MUTUAL: Final[float] = 0.4  # share of the longer of two reports of one day that must stand in the other, so that one is a copy
NEARLY: Final[float] = 0.8  # share of the shorter one above which it may have been cut from the longer, whatever that holds besides


def link(connection: Connection, library: Library, pairs: Collection[tuple[int, int]]) -> set[str]:
    """Compares reports whose keys meet (pairs of entry numbers), notes those that reprint each other, and gathers their stories.

    Returns the ids of the reports that reprint, or are reprinted by, another of the pairs.
    """
    found = library.by_seq({seq for pair in pairs for seq in pair})
    rows: list[dict[str, Any]] = []
    met: set[str] = set()
    stories: list[tuple[str, str]] = []
    for one, other in sorted(pairs):
        left, right = found.get(one), found.get(other)
        if left is None or right is None:
            continue
        likeness = compare(left.sketch, right.sketch)
        if likeness is None:
            continue
        whole = one_story(left, right, likeness)
        if not whole and not (likeness.linked and left.houses.isdisjoint(right.houses)):
            continue
        met |= {left.id, right.id}
        stories += [(left.id, right.id)] if whole else []
        rows += [
            {"report": left.id, "other": right.id, "share": likeness.left, "whole": whole},
            {"report": right.id, "other": left.id, "share": likeness.right, "whole": whole},
        ]
    if rows:
        bulk.put(connection, copies, rows)
    gather(connection, library, stories)
    return met


def one_story(left: Volume, right: Volume, likeness: Likeness) -> bool:
    """Whether one report is a copy of the other: most of it stands there, and it did not come out on an earlier day.

    A later report that holds all of an earlier one and much besides is no copy of it, unless both are of one house, which brings
    its story up to date. Of one day, either may have been cut from the other, if it stands there nearly whole.
    """
    if not left.houses.isdisjoint(right.houses):
        return likeness.left_of_right or likeness.right_of_left
    if left.day == right.day or UNDATED in (left.day, right.day):
        small, large = sorted((likeness.left, likeness.right))
        return (likeness.left_of_right or likeness.right_of_left) and (small >= MUTUAL or large >= NEARLY)
    return likeness.left_of_right if left.day > right.day else likeness.right_of_left


def gather(connection: Connection, library: Library, whole: Iterable[tuple[str, str]]) -> None:
    """Makes one story of the stories of each pair of reports; its original is the earliest of theirs."""
    whole = list(whole)
    ids = {id for pair in whole for id in pair}
    origins = _origins(connection, ids)
    at = {id: origin or id for id, origin in origins.items()}
    volumes = library.by_id(set(at.values()))
    for story in classes((at[one], at[other]) for one, other in whole if one in at and other in at):
        original = min((volumes[id] for id in story if id in volumes), key=lambda v: v.rank).id
        told = story & set(origins.values())  # originals of stories that there were before
        for column, values in ((reports.c.origin, told), (reports.c.id, {id for id in ids if at.get(id) in story})):
            for some in _parts(sorted(values)):
                changed = update(reports).where(column.in_(some), reports.c.origin.is_distinct_from(original))
                connection.execute(changed.values(origin=original))


def _origins(connection: Connection, ids: Collection[str]) -> dict[str, str | None]:
    out: dict[str, str | None] = {}
    for some in _parts(sorted(ids)):
        found = connection.execute(select(reports.c.id, reports.c.origin).where(reports.c.id.in_(some)))
        out.update({row.id: row.origin for row in found})
    return out


def reprints(connection: Connection, ids: Collection[str]) -> set[tuple[str, str]]:
    """The reports that reprint, or are reprinted by, these: pairs with each of these first."""
    out = set()
    for some in _parts(sorted(ids)):
        found = connection.execute(select(copies.c.report, copies.c.other).where(copies.c.report.in_(some)))
        out |= {(row.report, row.other) for row in found}
    return out


def unlink(connection: Connection, library: Library, ids: Collection[str]) -> None:
    """Takes reports out of all stories (they were redacted), and gathers anew what is left of these."""
    gone = sorted(ids)
    stories = {origin for origin in _origins(connection, ids).values() if origin is not None}
    left: set[str] = set()
    for some in _parts(sorted(stories)):
        left |= set(connection.scalars(select(reports.c.id).where(reports.c.origin.in_(some)))) - set(gone)
        connection.execute(update(reports).where(reports.c.origin.in_(some)).values(origin=None))
    for some in _parts(gone):
        connection.execute(delete(copies).where(or_(copies.c.report.in_(some), copies.c.other.in_(some))))
    whole: set[tuple[str, str]] = set()
    for some in _parts(sorted(left)):
        found = select(copies.c.report, copies.c.other).where(copies.c.report.in_(some), copies.c.whole)
        whole |= {(row.report, row.other) for row in connection.execute(found)}
    gather(connection, library, whole)


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[first : first + MANY] for first in range(0, len(ids), MANY))
