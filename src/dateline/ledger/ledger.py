"""The ledger as people use it: open it, put reports in, ask it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection

from dateline.ledger.amending import undo
from dateline.ledger.control.question import Control, control, printed
from dateline.ledger.control.site_question import Sites, asked_sites
from dateline.ledger.incidents import Incidents, find, incident, incidents, links, unsure
from dateline.ledger.linking.judging import bring_up_to_date, judge_link
from dateline.ledger.origins.lineage import Lineage, lineage
from dateline.ledger.origins.stories import Origins, origins
from dateline.ledger.questions.claims import Claims, claim, claims
from dateline.ledger.questions.contradictions import AT_ONCE, Contradictions, Fetch, asked_contradictions, clashes, clashes_after
from dateline.ledger.questions.diff import Changes, diff
from dateline.ledger.questions.events import Events, events
from dateline.ledger.questions.ids import find_claim, successor
from dateline.ledger.questions.reports import Reports, report, reports, reports_of
from dateline.ledger.questions.search import Hits, search
from dateline.ledger.questions.summed import Summed, figures_of, summed
from dateline.ledger.questions.tally import Tally, tally
from dateline.ledger.questions.tolls import Reckonings, tolls
from dateline.ledger.reconcile import ALL
from dateline.ledger.reconcile.matrix import Matrix, matrix
from dateline.ledger.speakers import POLICY, SpeakerRecord, speaker
from dateline.ledger.store import Store
from dateline.ledger.victims import Victims, add_victim, correct_victim, victim, victims
from dateline.ledger.view import View
from dateline.records.entry import Entry, KeptClaim, KeptReport
from dateline.records.incident import Contradiction, EventLink, Incident, Reckoning
from dateline.records.victim import Person, Victim, Word

PAGE: Final[int] = 100  # records of one answer, unless asked otherwise
EVERYTHING: Final = View()


def now() -> int:
    """Microseconds since 1970 (UTC) by this machine's clock."""
    return time.time_ns() // 1_000


class Ledger:
    """One ledger: its log and every question that can be asked of it. A context manager.

    Questions take a View (by default: everything) and answer with a sequence that turns into rows and data frames. Those that
    may be long are paged: `limit` records (None: all), from the mark `after` on, which the answer before gave as its `next`.
    Their errors: `ledger.unknown` and `ledger.ambiguous` for ids, `ledger.page` for marks.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, where: str | Path = "dateline.db", create: bool = True, clock: Callable[[], int] = now) -> Self:
        """The ledger at a file's path or a database URL (postgresql://…).

        Raises DatelineError `ledger.missing`, `ledger.open`, `ledger.version`, `ledger.driver`.
        """
        return cls(Store.open(where, clock, create))

    def events(self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Events:
        """What is said to have happened, in the order of the days: the events with a claim that the view sees, and those claims."""
        with self.store.reading() as connection:
            return events(connection, view, limit, after)

    def claims(self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Claims:
        """Who says what: the claims that the view sees, in the order of the days they tell of."""
        with self.store.reading() as connection:
            return claims(connection, view, limit, after)

    def search(self, text: str, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Hits:
        """The claims of the view with all the words and "quoted phrases" in their words, places or sides; endings do not matter."""
        with self.store.reading() as connection:
            return search(connection, text, view, limit, after)

    def tally(self, by: str = "month", view: View = EVERYTHING, limit: int | None = None) -> Tally:
        """How many events and claims: by month, year, type, place, country, actor, speaker, status or outlet. Figures are not added."""
        with self.store.reading() as connection:
            return tally(connection, by, view, limit)

    def control(self, place: str, view: View = EVERYTHING) -> Control:
        """Who held a place (a name, or a key as gn:163808), overall and by each source, with the claims behind every change.

        Of the view, `as_of`, `recorded_as_of`, `during` (which spells), `speaker`, `country` and `private` count. Raises
        `ledger.no_place`, and `ledger.which_place` for a name of several places.
        """
        with self.store.reading() as connection:
            return control(connection, place, view)

    def sites(self, view: View = EVERYTHING, kind: str | None = None) -> Sites:
        """Heritage places, hospitals, schools, water works …: what is claimed, denied and confirmed of harm. Raises `ledger.kind`."""
        with self.store.reading() as connection:
            return asked_sites(connection, kind, view)

    def diff(
        self, since: str, until: str | None = None, private: bool = False, limit: int | None = PAGE, after: str | None = None
    ) -> Changes:
        """What changed in the record from a moment of recording on, and by which report or whose hand. Raises `ledger.date`."""
        with self.store.reading() as connection:
            return diff(connection, since, until, private, limit, after)

    def reports(self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Reports:
        """The reports that the view sees, in the order of their publication; where it asks about claims, those with such a claim."""
        with self.store.reading() as connection:
            return reports(connection, view, limit, after)

    def origins(self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Origins:
        """The stories and statements that claims of several reports go back to, the most often printed first."""
        with self.store.reading() as connection:
            return origins(connection, view, limit, after)

    def origin(self, report_or_claim: str, view: View = EVERYTHING) -> Lineage:
        """Where a report comes from (or a claim's report): its original, the copies, the partial reprints, what they tell as one."""
        with self.store.reading() as connection:
            return lineage(connection, report_or_claim, view)

    def claim(self, id: str, view: View = EVERYTHING) -> KeptClaim:
        """The claim of an id or its beginning, as it stood at the view's moments; a superseded one answers with its successor."""
        with self.store.reading() as connection:
            return claim(connection, id, view)

    def report(self, id: str, view: View = EVERYTHING) -> KeptReport:
        """The report of an id, its beginning, or the name it came with."""
        with self.store.reading() as connection:
            return report(connection, id, view)

    def reports_of(self, ids: Sequence[str], private: bool = False) -> list[KeptReport]:
        """The reports of these whole ids, in their order, withdrawn ones too; `private`: with the names of private persons."""
        with self.store.reading() as connection:
            return reports_of(connection, ids, private)

    def incidents(self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None) -> Incidents:
        """The acts over all reports, in the order of their days: those of which the view sees a claim, each with every account of it.

        They come without their links. What was added since incidents were last asked for is linked first.
        """
        self.link()
        with self.store.reading() as connection:
            return incidents(connection, view, limit, after)

    def incident(self, id: str, view: View = EVERYTHING) -> Incident:
        """The incident of an id, or of one of its events, with its links; ids of before a merge or a split lead to it."""
        self.link()
        with self.store.reading() as connection:
            return incident(connection, id, view)

    def reconcile(self, incident: Incident, policy: str = ALL) -> tuple[Reckoning, ...]:
        """The figures of an incident under a policy, or under all, each with its reason and the claims for and against it.

        Raises DatelineError `cli.usage` for a policy that there is not.
        """
        with self.store.reading() as connection:
            return tolls(connection, [incident], policy, None, None).items

    def tolls(self, view: View = EVERYTHING, policy: str = ALL, side: str | None = None) -> Reckonings:
        """What all incidents of which the view sees a claim add up to under each policy; totals stand beside what they include.

        Of the view's `measure` the figures are shown; `side`: only those of one side, as "Government of Syria". Raises as `reconcile`.
        """
        found = self.incidents(view, None)
        with self.store.reading() as connection:
            return tolls(connection, found, policy, view.measure, side)

    def matrix(self, incident: Incident) -> Matrix:
        """Who says what of an incident: a row an independent source, with its figures by measure."""
        with self.store.reading() as connection:
            return matrix(incident, printed(connection, incident.claims))

    def clashes(self, incident: Incident) -> tuple[Contradiction, ...]:
        """What in an incident cannot all be true, and who is said to hold the places that it changed the control of."""
        with self.store.reading() as connection:
            return clashes(connection, incident)

    def summed(self, incidents: Sequence[Incident], policy: str) -> list[Summed]:
        """What each of some incidents adds up to under a policy, and what clashes in it: as `reconcile` and `clashes`, read at once."""
        with self.store.reading() as connection:
            return summed(connection, incidents, policy)

    def figures_of(self, incidents: Sequence[Incident], policy: str) -> list[tuple[Reckoning, ...]]:
        """The figures of some incidents, or of one at several moments, each by itself: as `reconcile`, read at once."""
        with self.store.reading() as connection:
            return figures_of(connection, incidents, policy)

    def contradictions(
        self, view: View = EVERYTHING, limit: int | None = PAGE, after: str | None = None, kind: str | None = None
    ) -> Contradictions:
        """What the view sees that cannot all be true: figures, control, denials, culprits (`kind`: one of these words).

        Raises DatelineError `cli.usage` for another kind.
        """
        self.link()
        with self.store.reading() as connection:
            return asked_contradictions(connection, view, _fetching(connection, view), (limit, after), kind)

    def clashes_after(self, after: str | None = None, view: View = EVERYTHING) -> tuple[list[Contradiction], str | None]:
        """The contradictions of some incidents or places at a time, and the mark to go on after: for a walk that has to stop between."""
        self.link()
        with self.store.reading() as connection:
            return clashes_after(connection, view, _fetching(connection, view), after)

    def links(self, id: str, view: View = EVERYTHING) -> tuple[EventLink, ...]:
        """The links of an incident with their reasons: those that hold it together, those refused, those left unsure."""
        self.link()
        with self.store.reading() as connection:
            return links(connection, find(connection, id, view)[0].events, view)

    def unsure_links(self, view: View = EVERYTHING, limit: int = PAGE) -> tuple[EventLink, ...]:
        """The links that wait for a person, the surest first."""
        self.link()
        with self.store.reading() as connection:
            return unsure(connection, view, limit)

    def judge(self, left: str, right: str, verdict: str, author: str, reason: str | None = None) -> Entry:
        """Records that two events are of one act ("same"), of two ("different"), or that it cannot be told ("unsure").

        It holds over what the machine says, until it is taken back (`undo`). Raises `ledger.link`, `ledger.changed`.
        """
        self.link()
        made = judge_link(self.store, left, right, verdict, author, reason)
        self.link()
        return made

    def speaker(self, name: str, view: View = EVERYTHING, policy: str = POLICY) -> SpeakerRecord:
        """What an organisation claimed next to what later stood; nothing is weighed by it. Raises `ledger.private` for a person."""
        self.link()
        with self.store.reading() as connection:
            return speaker(connection, name, view, policy)

    def victims(self, view: View = EVERYTHING, incident: str | None = None) -> Victims:
        """The records of persons, of one incident if it is named; restricted unless the view is `private`. Its two clocks count."""
        if incident is not None:
            self.link()
        with self.store.reading() as connection:
            events = None if incident is None else find(connection, incident, EVERYTHING)[0].events
            return victims(connection, view, events)

    def victim(self, id: str, view: View = EVERYTHING) -> Victim:
        """The record of a person with every account of them; restricted unless the view is `private`."""
        with self.store.reading() as connection:
            return victim(connection, id, view)

    def add_victim(self, incident: str, person: Person, word: Word, author: str) -> Entry:
        """Records a person of an incident by one source's account. Raises `ledger.victim`."""
        return add_victim(self.store, self.incident(incident), person, word, author)

    def correct_victim(self, id: str, person: Person, word: Word, author: str) -> Entry:
        """Records another account of a person, such as a family's correction; what was told before stands beside it."""
        return correct_victim(self.store, id, person, word, author)

    def undo(self, number: int, author: str, reason: str | None = None) -> Entry:
        """Takes back a judgement, a correction or an account of a person, by the number of its entry."""
        made = undo(self.store, number, author, reason)
        self.link()
        return made

    def link(self, progress: Callable[[int], None] | None = None) -> int:
        """Links what was added or changed since; returns how many reports and judgements that were. Questions about incidents call it."""
        return bring_up_to_date(self.store, progress)

    def redirect(self, id: str) -> str:
        """The whole id of the claim that answers for this one today: itself, or the last of those that took its place."""
        with self.store.reading() as connection:
            return successor(connection, find_claim(connection, id))

    def close(self) -> None:
        """Gives the connections back."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _fetching(connection: Connection, view: View) -> Fetch:
    """Gives the view's incidents, AT_ONCE at a time."""

    def fetch(mark: str | None) -> tuple[tuple[Incident, ...], str | None]:
        found = incidents(connection, view, AT_ONCE, mark)
        return found.items, found.next

    return fetch
