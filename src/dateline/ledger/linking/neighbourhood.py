"""The tables of linking kept up to date: what is new or changed is compared with its neighbourhood, and only that is grouped anew.

The tables are a function of the live claims and of the judgements in force, whatever the order in which they came: a pair's score
depends on its two accounts alone, a group on the pairs of its neighbourhood alone (the accounts that likely links join). What
changed waits in the table `unlinked` until somebody asks for incidents; appending a report costs one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, or_, select, update

from dateline.ledger import bulk, schema
from dateline.ledger.linking.account import Account, accounts
from dateline.ledger.linking.blocking import blocks
from dateline.ledger.linking.clustering import groups
from dateline.ledger.linking.judged import EVENT, LINK, Pair, chunks, rejudge, standing
from dateline.ledger.linking.scorer import WHOLE, score, scorer, version
from dateline.records.entry import KeptClaim

MACHINE: Final = "machine"
NAME: Final = "linking"  # of the rules
BATCH: Final[int] = 100  # subjects that are linked in one transaction
Load = Callable[[Sequence[str]], list[KeptClaim]]  # claims as they stand, by their ids


def is_up_to_date(connection: Connection) -> bool:
    """Whether nothing waits, and the tables were made by the rules of this version."""
    waits = connection.scalar(select(schema.unlinked.c.subject).limit(1)) is not None
    return not waits and connection.scalar(_made_by()) == version()


def _made_by() -> Select[Any]:
    return select(schema.rules.c.version).where(schema.rules.c.name == NAME)


def renew(connection: Connection) -> None:
    """Has everything linked anew where the tables were made by other rules than this version's."""
    made_by = connection.scalar(_made_by())
    if made_by == version():
        return
    if made_by is not None:
        for table in (schema.incidents, schema.links, schema.judged, schema.blocks, schema.unlinked):
            connection.execute(delete(table))
        amendments = schema.amendments.c
        said = select(amendments.subject).where(
            amendments.kind == "judgement", amendments.subject.startswith(LINK, autoescape=True)
        )
        for query in (select(schema.claims.c.report).distinct(), said.distinct()):
            connection.execute(insert(schema.unlinked).from_select(["subject"], query))
        connection.execute(delete(schema.rules).where(schema.rules.c.name == NAME))
    connection.execute(insert(schema.rules).values(name=NAME, version=version()))


def settle(connection: Connection, load: Load, subjects: Sequence[str] | None = None, most: int | None = None) -> int:
    """Links what waits: all of it, at most so many subjects, or those named; returns how many were done."""
    table, done = schema.unlinked, 0
    if subjects is None:
        renew(connection)
    while subjects is not None or most is None or done < most:
        query = select(table.c.subject).order_by(table.c.subject).limit(BATCH if most is None else min(BATCH, most - done))
        some = sorted(set(subjects)) if subjects is not None else list(connection.scalars(query))
        if some:
            _Work(connection, load).settle(some)
            for part in chunks(some):
                connection.execute(delete(table).where(table.c.subject.in_(part)))
        done += len(some)
        if not some or subjects is not None:
            break
    return done


@dataclass(frozen=True, slots=True)
class Member:
    """An account in its neighbourhood, as the index has it."""

    event: str
    report: str
    known: int
    incident: str
    component: str


class _Work:
    """One step: some subjects whose accounts, links and groups are brought up to date."""

    def __init__(self, connection: Connection, load: Load) -> None:
        self.connection, self.load = connection, load
        self.touched: set[str] = set()  # events whose group may be another
        self.components: set[str] = set()  # neighbourhoods to be grouped anew

    def settle(self, subjects: Sequence[str]) -> None:
        """Accounts first, then links, then what people said, then groups."""
        reports = [s for s in subjects if not s.startswith((EVENT, LINK))]
        events, changed = self._accounts(reports)
        self._links(changed)
        more = [s.removeprefix(EVENT) for s in subjects if s.startswith(EVENT)]
        self._judge([s for s in subjects if s.startswith(LINK)], [*events, *more])
        self._group()

    def _accounts(self, reports: Sequence[str]) -> tuple[list[str], list[Account]]:
        """The reports' events, before and now, and the accounts that are new or otherwise than before."""
        table, claims = schema.incidents, schema.claims
        ids = [
            id
            for some in chunks(reports)
            for id in self.connection.scalars(select(claims.c.id).where(claims.c.report.in_(some), claims.c.ended.is_(None)))
        ]
        told: dict[str, list[KeptClaim]] = {}
        for claim in self.load(ids):
            told.setdefault(claim.report, []).append(claim)
        fresh = {a.event: a for report in sorted(told) for a in accounts(told[report])}
        old = {
            r.event: r for some in chunks(reports) for r in self.connection.execute(select(table).where(table.c.report.in_(some)))
        }
        rows = {event: account.row() for event, account in fresh.items()}
        changed = [fresh[e] for e in sorted(fresh) if e not in old or old[e].account != rows[e]]
        gone = sorted(set(old) - set(fresh))
        before = [old[e] for e in (*gone, *(a.event for a in changed)) if e in old]
        self.components.update(row.component for row in before)
        self._forget(before, [*gone, *(a.event for a in changed)])
        if changed:
            bulk.put(self.connection, table, [
                {"event": a.event, "report": a.report, "incident": a.event, "component": a.event, "known": a.known, "account": rows[a.event]}
                for a in changed
            ])  # fmt: skip
            bulk.put(self.connection, schema.blocks, [{"block": b, "event": a.event} for a in changed for b in sorted(blocks(a))])
        self.touched.update(a.event for a in changed)
        return sorted({*old, *fresh}), changed

    def _forget(self, before: Sequence[Any], events: Sequence[str]) -> None:
        """Takes accounts, their blocks and all links of their events out."""
        rows = [{"b": block, "e": row.event} for row in before for block in sorted(blocks(Account.parse(row.account)))]
        if rows:
            match = and_(schema.blocks.c.block == bindparam("b"), schema.blocks.c.event == bindparam("e"))
            self.connection.execute(delete(schema.blocks).where(match), rows)
        for some in chunks(events):
            self.connection.execute(delete(schema.incidents).where(schema.incidents.c.event.in_(some)))
            links = schema.links.c
            self.connection.execute(delete(schema.links).where(or_(links.left.in_(some), links.right.in_(some))))

    def _links(self, changed: Sequence[Account]) -> None:
        """The machine's links of accounts that changed."""
        likely, unsure = round(scorer("accounts").same * WHOLE), round(scorer("accounts").unsure * WHOLE)
        rows = []
        for a, b in compared(self.connection, changed):
            found = score(a, b)
            if found >= unsure:
                rows.append(_machine_row((a.event, b.event), found))
            if found >= likely:
                self.touched.update((a.event, b.event))
        if rows:
            bulk.put(self.connection, schema.links, rows)

    def _judge(self, subjects: Sequence[str], events: Sequence[str]) -> None:
        """The word of people over links, and the links that only they made."""
        pairs = rejudge(self.connection, subjects, events)
        said, links = standing(self.connection, pairs), schema.links
        for left, right in sorted(pairs):
            match = and_(links.c.left == left, links.c.right == right)
            row = self.connection.execute(select(links.c.score).where(match)).first()
            self.connection.execute(delete(links).where(match))
            base = _machine_row((left, right), row.score if row is not None else None)
            word = said.get((left, right))
            if base["score"] is not None or word is not None:
                bulk.put(self.connection, links, [_said_row(base, word)])
        self.touched.update(event for pair in pairs for event in pair)

    def _group(self) -> None:
        """Groups the neighbourhoods of what was touched anew, and writes what is otherwise than before."""
        members = self._members()
        links = self._among(members)
        rows = []
        for component, mine in components(members, links):
            for group in gather(component, mine, members):
                incident = min(group, key=lambda e: (members[e].known, e))
                rows += [
                    {"e": e, "i": incident, "c": component[0]}
                    for e in group
                    if (members[e].incident, members[e].component) != (incident, component[0])
                ]
        if rows:
            table = schema.incidents
            query = update(table).where(table.c.event == bindparam("e")).values(incident=bindparam("i"), component=bindparam("c"))
            self.connection.execute(query, rows)

    def _members(self) -> dict[str, Member]:
        """Every account of the neighbourhoods that are grouped anew."""
        table = schema.incidents.c
        for some in chunks(sorted(self.touched)):
            self.components.update(self.connection.scalars(select(table.component).where(table.event.in_(some))))
        query = select(table.event, table.report, table.known, table.incident, table.component)
        found = {}
        for some in chunks(sorted(self.components)):
            for row in self.connection.execute(query.where(table.component.in_(some))):
                found[row.event] = Member(*row)
        return found

    def _among(self, members: Mapping[str, Member]) -> list[Any]:
        """The links between members."""
        query, left = select(schema.links), schema.links.c.left
        found = (row for some in chunks(sorted(members)) for row in self.connection.execute(query.where(left.in_(some))))
        return [row for row in found if row.right in members]


def _machine_row(pair: Pair, found: int | None) -> dict[str, Any]:
    verdict = scorer("accounts").verdict((found or 0) / WHOLE)
    return {"left": pair[0], "right": pair[1], "score": found, "verdict": verdict, "author": MACHINE, "seq": None}


def _said_row(row: dict[str, Any], said: Any) -> dict[str, Any]:
    """The row with a person's word over the machine's."""
    return row if said is None else {**row, "verdict": said.verdict, "author": said.author, "seq": said.seq}


def compared(connection: Connection, changed: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """The pairs of accounts of different reports that share a block, one of them among `changed`; each pair once."""
    mine = {a.event: a for a in changed}
    where: dict[int, list[str]] = {}
    for account in changed:
        for block in blocks(account):
            where.setdefault(block, []).append(account.event)
    table = schema.blocks.c
    pairs: set[Pair] = set()
    for some in chunks(sorted(where)):
        for row in connection.execute(select(table.block, table.event).where(table.block.in_(some))):
            pairs.update((min(e, row.event), max(e, row.event)) for e in where[row.block] if e != row.event)
    others = {event for pair in pairs for event in pair} - set(mine)
    known = {**mine, **_kept(connection, others)}
    for left, right in sorted(pairs):
        if left in known and right in known and known[left].report != known[right].report:
            yield known[left], known[right]


def _kept(connection: Connection, events: Iterable[str]) -> dict[str, Account]:
    table = schema.incidents.c
    query = select(table.event, table.account)
    rows = (row for some in chunks(sorted(events)) for row in connection.execute(query.where(table.event.in_(some))))
    return {row.event: Account.parse(row.account) for row in rows}


def is_likely(link: Any, members: Mapping[str, Any]) -> bool:
    """Whether a link may hold a group together: sure enough and not against a person's word, or a person's own."""
    if link.author != MACHINE:
        return bool(link.verdict == "same")
    return bool(link.verdict == "same") and members[link.left].report != members[link.right].report


def components(members: Mapping[str, Any], links: Sequence[Any]) -> list[tuple[list[str], list[Any]]]:
    """The neighbourhoods: events that likely links join, each sorted, in order, and the links inside each."""
    near: dict[str, list[str]] = {event: [] for event in members}
    for link in links:
        if is_likely(link, members):
            near[link.left].append(link.right)
            near[link.right].append(link.left)
    found: list[tuple[list[str], list[Any]]] = []
    place: dict[str, int] = {}
    for event in sorted(near):
        if event in place:
            continue
        place[event], whole, left = len(found), [], [event]
        while left:
            whole.append(left.pop())
            new = [e for e in near[whole[-1]] if e not in place]
            place.update(dict.fromkeys(new, len(found)))
            left += new
        found.append((sorted(whole), []))
    for link in links:
        if place[link.left] == place[link.right]:
            found[place[link.left]][1].append(link)
    return found


def gather(component: Sequence[str], links: Sequence[Any], members: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The groups of one neighbourhood with the links inside it. A link that a person calls unsure counts as none."""
    scores = {
        (link.left, link.right): link.score
        for link in links
        if link.author == MACHINE and link.score is not None and members[link.left].report != members[link.right].report
    }
    said = sorted((link for link in links if link.author != MACHINE), key=lambda link: -link.seq)
    judged = [((link.left, link.right), link.verdict == "same") for link in said if link.verdict in ("same", "different")]
    return groups(component, scores, round(scorer("accounts").same * WHOLE), judged)
