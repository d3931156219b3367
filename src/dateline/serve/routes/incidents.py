"""/api/incidents: one act and every account of it, over all reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.ledger import View
from dateline.ledger.questions.counts import of_reports
from dateline.ledger.questions.tolls import figure
from dateline.ledger.reconcile import ALL, headlines
from dateline.ledger.speakers import POLICY
from dateline.records.edtf import show_instant
from dateline.records.incident import Incident as Record
from dateline.serve.asked import ClockAsked, PageAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import KeptRoute
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes import incident as shapes
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.report import Report

router: Final = APIRouter(tags=["incidents"], route_class=KeptRoute)
MOMENTS: Final[int] = 60  # moments of an incident's timeline that are reckoned one by one; of more, the last


class IncidentAsked(ClockAsked):
    """From which moment, and under which policy."""

    policy: str = Field(ALL, description="A policy of /api/head, or “all”; the timeline takes ucdp for “all”.", examples=["ucdp"])


class ListAsked(PageAsked):
    """The view, the page, and under which policy the figures of each incident are shown."""

    policy: str | None = Field(None, description="A policy of /api/head; left out: no figures are reckoned.", examples=["ucdp"])


@router.get("/incidents", operation_id="list_incidents", summary="Incidents, by day")
def incidents(desk: AtDesk, viewer: Asking, asked: Annotated[ListAsked, Query()]) -> shapes.IncidentPage:
    """The acts over all reports of which the view sees a claim, each with every account of it."""
    view, state = asked.view(viewer), desk.state()
    found = desk.ledger.incidents(view, asked.limit, asked.cursor)
    if asked.policy is None:
        return shapes.IncidentPage(items=[shapes.ListedIncident.listed(i, None, None) for i in found], next=found.next)
    return shapes.IncidentPage(items=_summed(desk, state, found.items, (asked.policy, view.private)), next=found.next)


def _summed(desk: Desk, state: str, found: Sequence[Record], how: tuple[str, bool]) -> list[shapes.ListedIncident]:
    """The incidents with their figures, read at a state of the log or later; one of the same claims as before is not summed again.

    `how`: under which policy, and whether private names are shown.
    """
    listed = desk.listed
    keys = [(*how, i.id, tuple(c.id for c in i.claims)) for i in found]
    made = {key: kept for key in keys if (kept := listed.get(state, key)) is not None}
    new = [(key, i) for key, i in zip(keys, found, strict=True) if key not in made]
    for (key, i), (figures, clashes) in zip(new, desk.ledger.summed([i for _, i in new], how[0]), strict=True):
        made[key] = shapes.ListedIncident.listed(i, headlines(figures, i.days), clashes)
        listed.put(state, key, made[key])
    return [made[key] for key in keys]


@router.get("/incidents/{id}", operation_id="get_incident", summary="An incident, whole", responses=MISSING)
def incident(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[IncidentAsked, Query()]) -> shapes.IncidentWhole:
    """The incident of an id, or of one of its events: who says what, what it adds up to and why, and what cannot all be true."""
    view = asked.view(viewer)
    found = desk.ledger.incident(id, view)
    figures = desk.ledger.reconcile(found, asked.policy)
    return shapes.IncidentWhole(
        **shapes.told(found),
        accounts=shaped(desk, found.claims),
        printed=_printed(desk, found, view),
        matrix=shapes.Sources.of(desk.ledger.matrix(found)),
        reckonings=[shapes.Reckoning.of(r) for r in figures],
        headlines=[shapes.Reckoning.of(r) for r in headlines(figures, found.days)],
        contradictions=[shapes.Contradiction.of(c) for c in desk.ledger.clashes(found)],
        links=[shapes.Link.of(k) for k in found.links],
        timeline=list(_timeline(desk, found, POLICY if asked.policy == ALL else asked.policy)),
    )


def _printed(desk: Desk, found: Record, view: View) -> list[Report]:
    with desk.ledger.store.reading() as connection:
        counts = of_reports(connection, found.reports)
    return [Report.of(r, counts.get(r.id, (0, 0))) for r in desk.ledger.reports_of(found.reports, view.private)]


def _timeline(desk: Desk, found: Record, policy: str) -> Iterator[shapes.Step]:
    """What each moment of publication changed: the figures that stood for the incident before it and after it."""
    moments = [list(some) for _, some in groupby(found.claims, key=lambda c: c.known)]
    met, known = [c for some in moments[:-MOMENTS] for c in some], []
    for some in moments[-MOMENTS:]:
        met += some
        known.append(replace(found, claims=tuple(met)))
    before: list[str] = []
    for some, figures in zip(moments[-MOMENTS:], desk.ledger.figures_of(known, policy), strict=True):
        made = headlines(figures, found.days)
        after = [f"{r.measure.replace('_', ' ')} {figure(r)}, {r.side if r.unit == 'people' else r.unit}" for r in made]
        told = {"known": show_instant(some[0].known), "claims": [c.id for c in some]}
        yield shapes.Step.model_validate({**told, "before": before, "after": after, "changed": after != before})
        before = after
