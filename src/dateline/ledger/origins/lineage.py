"""The lineage of a story: its original, the copies, the partial reprints, and which of their claims are one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger.origins.copies import reprints
from dateline.ledger.origins.library import Library, Volume
from dateline.ledger.origins.lookup import originals_of
from dateline.ledger.origins.stories import Origin, origin
from dateline.ledger.privacy import withheld
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.ids import find_claim
from dateline.ledger.questions.reports import report
from dateline.ledger.questions.standing import seen
from dateline.ledger.schema import claims, copies, folds, reports
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim, KeptReport


@dataclass(frozen=True, slots=True)
class Print:
    """A report within a lineage. `how`: "original", "copy" or "partial reprint"; `of`: the id of the report that it draws on.

    `share` is the part of its text that stands in that one, `back` the part of that one's that stands here (0 to 1; None: it
    draws on it by way of others). `depth` is its place in the tree: 0 for an original. `claims` are those the view sees.
    """

    report: KeptReport
    how: str
    of: str | None
    share: float | None
    back: float | None
    depth: int
    claims: tuple[KeptClaim, ...]


@dataclass(frozen=True, repr=False)
class Lineage(Answer[Print]):
    """The reports of a lineage as a tree: each after the one that it draws on. `statements`: what several of them tell as one."""

    statements: tuple[Origin, ...] = ()

    columns: ClassVar[tuple[str, ...]] = (
        "report", "name", "outlet", "agencies", "published", "title", "how", "of", "share", "back", "depth", "origin", "claims",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("report", "outlet", "published", "how", "share", "title")
    noun: ClassVar[str] = "report"

    @staticmethod
    def row(item: Print) -> Row:
        """The report, flat; its claims each with its origin."""
        r = item.report
        told = [{"claim": c.id, "origin": c.origin, "speakers": [v.name for v in c.voices], "words": c.words} for c in item.claims]
        head = {
            "report": r.id,
            "name": r.name,
            "outlet": r.outlet,
            "agencies": list(r.agencies),
            "published": r.published,
            "title": r.title,
        }
        shares = {"share": _rounded(item.share), "back": _rounded(item.back), "depth": item.depth}
        return {**head, "how": item.how, "of": item.of, **shares, "origin": r.origin, "claims": told}

    @staticmethod
    def cells(item: Print) -> tuple[str, ...]:
        """The report in short, indented by its depth."""
        r = item.report
        share = "" if item.share is None else f"{item.share:.0%}"
        return "  " * item.depth + r.id[:8], r.outlet or "?", r.published or "?", item.how, share, r.title or r.name


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def lineage(connection: Connection, id: str, view: View) -> Lineage:
    """The lineage of a report, or of the report of a claim: by an id, the beginning of it, or the report's name.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    asked_for = _report(connection, id, view)
    story = set(connection.scalars(select(reports.c.id).where(reports.c.origin == asked_for.origin))) | {asked_for.id}
    everyone = story | {other for _, other in reprints(connection, story)}
    visible = {r.id: r for r in _visible(connection, sorted(everyone), view)}
    told = _told(connection, sorted(visible), view)
    prints = _tree(connection, visible, told)
    return Lineage(tuple(prints), None, _statements(connection, told, view))


def _report(connection: Connection, id: str, view: View) -> KeptReport:
    try:
        return report(connection, id, view)
    except DatelineError as error:
        if error.code != "ledger.unknown":
            raise
        of = connection.scalar(select(claims.c.report).where(claims.c.id == find_claim(connection, id)))
        return report(connection, str(of), view)


def _visible(connection: Connection, ids: Sequence[str], view: View) -> Iterator[KeptReport]:
    """The reports that the view sees."""
    for id in ids:
        try:
            yield report(connection, id, replace(view, withdrawn=True))
        except DatelineError:
            continue


def _told(connection: Connection, ids: Sequence[str], view: View) -> list[KeptClaim]:
    """The claims of these reports that the view sees, and those of other reports that are one statement with them."""
    asked = look_up(connection, view)
    own = select(claims.c.id).where(claims.c.report.in_(ids))
    roots = select(folds.c.root).where(folds.c.claim.in_(own))
    found = set(connection.scalars(own)) | set(connection.scalars(select(folds.c.claim).where(folds.c.root.in_(roots))))
    return [c if view.private else withheld(c) for c in seen(connection, asked, sorted(found))]


def _tree(connection: Connection, visible: dict[str, KeptReport], told: Sequence[KeptClaim]) -> Iterator[Print]:
    volumes = Library(connection).by_id(visible.keys())
    ranked = sorted(volumes, key=lambda id: volumes[id].rank)
    table = copies.c
    rows = connection.execute(select(copies).where(table.report.in_(ranked), table.other.in_(ranked))).all()
    shares: dict[tuple[str, str], Any] = {(row.report, row.other): row for row in rows}
    originals = originals_of(connection, ranked)
    under: dict[str | None, list[str]] = {}
    for id in ranked:
        under.setdefault(_drawn_on(id, volumes, shares, originals), []).append(id)

    def prints(of: str | None, depth: int) -> Iterator[Print]:
        for id in under.get(of, ()):
            here, back = shares.get((id, of or "")), shares.get((of or "", id))
            how = "original" if of is None else "partial reprint" if here is not None and not here.whole else "copy"
            own = tuple(c for c in told if c.report == id)
            yield Print(visible[id], how, of, here and here.share, back and back.share, depth, own)
            yield from prints(id, depth + 1)

    return prints(None, 0)


def _drawn_on(id: str, volumes: dict[str, Volume], shares: dict[tuple[str, str], Any], originals: dict[str, str]) -> str | None:
    """The earlier report that most of this one stands in; the original of its story where it copies only later ones."""
    earlier = [row for (one, other), row in shares.items() if one == id and volumes[other].rank < volumes[id].rank]
    if earlier:
        best = min(earlier, key=lambda row: (not row.whole, -round(row.share, 2), volumes[row.other].rank))
        return str(best.other)
    original = originals[id]
    return original if original != id and original in volumes else None


def _statements(connection: Connection, told: Sequence[KeptClaim], view: View) -> tuple[Origin, ...]:
    """The origins that claims of several reports share, the most often printed first."""
    by_origin: dict[str, list[KeptClaim]] = {}
    for claim in told:
        by_origin.setdefault(claim.origin or claim.report, []).append(claim)
    made = [origin(connection, id, some) for id, some in by_origin.items() if len({c.report for c in some}) > 1]
    return tuple(sorted(made, key=lambda o: (-len(o.reports), o.id)))
