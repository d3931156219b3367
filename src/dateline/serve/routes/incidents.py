"""/api/incidents: one act and every account of it, over all reports."""

from __future__ import annotations

from collections.abc import Iterator
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
from dateline.serve.freshness import FreshRoute
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes import incident as shapes
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.report import Report

router: Final = APIRouter(tags=["incidents"], route_class=FreshRoute)
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
    found = desk.ledger.incidents(asked.view(viewer), asked.limit, asked.cursor)
    return shapes.IncidentPage(items=[_listed(desk, i, asked.policy) for i in found], next=found.next)


def _listed(desk: Desk, found: Record, policy: str | None) -> shapes.ListedIncident:
    if policy is None:
        return shapes.ListedIncident.listed(found, None, None)
    figures = headlines(desk.ledger.reconcile(found, policy), found.days)
    return shapes.ListedIncident.listed(found, figures, desk.ledger.clashes(found))


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
    clocks = View(view.as_of, view.recorded_as_of, private=view.private, withdrawn=True)
    return [Report.of(desk.ledger.report(id, clocks), counts.get(id, (0, 0))) for id in found.reports]


def _timeline(desk: Desk, found: Record, policy: str) -> Iterator[shapes.Step]:
    """What each moment of publication changed: the figures that stood for the incident before it and after it."""
    moments = [list(some) for _, some in groupby(found.claims, key=lambda c: c.known)]
    before: list[str] = []
    met = [c for some in moments[:-MOMENTS] for c in some]
    for some in moments[-MOMENTS:]:
        met += some
        known = replace(found, claims=tuple(met))
        made = headlines(desk.ledger.reconcile(known, policy), found.days)
        after = [f"{r.measure.replace('_', ' ')} {figure(r)}, {r.side if r.unit == 'people' else r.unit}" for r in made]
        told = {"known": show_instant(some[0].known), "claims": [c.id for c in some]}
        yield shapes.Step.model_validate({**told, "before": before, "after": after, "changed": after != before})
        before = after
