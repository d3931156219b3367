"""What an organisation claimed, next to what later stood: its figures, the control that it claimed, and what it denied.

Everything is listed with its claims, and counted; nothing here is a score, and nothing weighs on any figure of the ledger.

Rules:
    who speaks      the last voice of a chain that does more than pass it on; its media arms and ministries speak for it
    own, enemy      a belligerent's figures of its own and its allies' losses are apart from those of its enemies' and of civilians
    what stood      beside each figure stand its own later ones, every other source's of the same act and side, and a policy's
    outcome         of a figure: whether the ranges of the others meet it. A rival's word on the losses of its enemy decides nothing
    borne out       a claim of control that the timeline carries and another source says too; "alone" where nobody else does
    persons         no record is shown of a private person
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import ClassVar, Final, Literal

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.knowledge.sources import load_outlets
from dateline.ledger import schema
from dateline.ledger.contradictions import contradictions
from dateline.ledger.control.question import control, printed
from dateline.ledger.control.voices import Printed, speakers
from dateline.ledger.entries import fold
from dateline.ledger.incidents import incidents
from dateline.ledger.linking.judged import chunks
from dateline.ledger.privacy import bare_name
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.claims import claims
from dateline.ledger.questions.tolls import figure, span
from dateline.ledger.reconcile import policies
from dateline.ledger.reconcile.account import ASSERTING, Account
from dateline.ledger.reconcile.case import Case, cases, material
from dateline.ledger.reconcile.making import APPROXIMATE, reckoning
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import least
from dateline.ledger.reconcile.sides import ALL, CIVILIANS, UNKNOWN
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim
from dateline.records.incident import Incident
from dateline.records.spell import Cited, ControlTimeline, Spell

POLICY: Final = "ucdp"  # the policy whose figure is shown unless another is asked for
PERSONAL: Final = frozenset({"witness", "official", "expert", "unknown"})  # kinds of voice that a private person may have
OWN, ENEMY, CIVIL, OTHER, THINGS = "own losses", "enemy losses", "civilian losses", "losses of no stated side", "things"
LOSSES: Final = "losses of armed sides"  # as told by a voice that is no party

Section = Literal["figure", "control", "denial"]
Outcome = Literal["met", "above", "below", "between", "alone", "borne out", "not borne out", "not placed", "contradicted"]
MEANINGS: Final[dict[Outcome, str]] = {
    "met": "the other figures allow it",
    "above": "above every other figure that it does not meet",
    "below": "below every other figure that it does not meet",
    "between": "above some of the other figures and below others",
    "alone": "nobody else says so, or otherwise",
    "borne out": "the timeline carries it, and another source says so too",
    "not borne out": "the timeline carries another account",
    "not placed": "the timeline does not use it",
    "contradicted": "other sources say that it was so",
}  # what the outcomes mean


@dataclass(frozen=True, slots=True)
class Beside:
    """Another claim beside the one looked at: its id, who says it, its words, and the report's date. `stand` as in Account."""

    claim: str
    voice: str
    words: str
    published: str | None
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the speaker said. `about`: whose losses, which place, or what was denied; `settled`: the policy's figure."""

    section: Section
    about: str
    claim: str
    incident: str | None
    when: str | None
    published: str | None
    words: str
    outcome: Outcome
    later: tuple[Beside, ...] = ()
    others: tuple[Beside, ...] = ()
    settled: str | None = None
    known: int = 0


@dataclass(frozen=True, repr=False)
class SpeakerRecord(Answer[Line]):
    """What a speaker said, by section and publication, with what others say. `names`: the names that count as the speaker's."""

    names: tuple[str, ...] = field(kw_only=True)

    columns: ClassVar[tuple[str, ...]] = (
        "section", "about", "claim", "incident", "when", "published", "words", "outcome", "later", "others", "settled",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("about", "when", "said", "later", "others", "settled", "outcome")
    noun: ClassVar[str] = "claim"

    @property
    def counts(self) -> dict[tuple[Section, str, Outcome], int]:
        """How many claims of each section and subject (places taken together) have each outcome."""
        found: dict[tuple[Section, str, Outcome], int] = {}
        for line in self:
            key = (line.section, line.about if line.section == "figure" else "", line.outcome)
            found[key] = found.get(key, 0) + 1
        return found

    @staticmethod
    def row(item: Line) -> Row:
        """The claim, flat, with those beside it."""
        beside = {n: [_beside_row(b) for b in getattr(item, n)] for n in ("later", "others")}
        return {**{n: getattr(item, n) for n in SpeakerRecord.columns}, **beside}

    @staticmethod
    def cells(item: Line) -> tuple[str, ...]:
        """The claim in short."""
        later, others = ("; ".join(f"{b.voice}: {b.words}" for b in some) for some in (item.later, item.others))
        return item.about, item.when or "?", item.words, later, others, item.settled or "", item.outcome


def _beside_row(b: Beside) -> Row:
    return {"claim": b.claim, "voice": b.voice, "words": b.words, "published": b.published, "stand": b.stand}


def speaker(connection: Connection, name: str, view: View, policy: str = POLICY) -> SpeakerRecord:
    """What the speaker said, of what the view sees, next to all that the view's clocks let through.

    Raises DatelineError `ledger.private` for a private person, `cli.usage` for an unknown policy.
    """
    (rule,) = policies(policy)[:1]
    names = _names(connection, name)
    _refuse(connection, name, names)
    views = [replace(view, speaker=n) for n in names]
    told = {i.id: i for v in views for i in incidents(connection, v, None, None)}
    said = {c.id: c for v in views for c in claims(connection, v, None, None)}
    known = printed(connection, [*said.values(), *(c for i in told.values() for c in i.claims)])
    mine = {id: c for id, c in said.items() if any(fold(v.name) in names for v in speakers(c, known))}
    lines = [line for i in told.values() for line in _of_incident(i, rule, known, (names, mine))]
    lines += _control(connection, mine, names, view)
    order = {"figure": 0, "control": 1, "denial": 2}
    lines.sort(key=lambda n: (order[n.section], n.about if n.section == "figure" else "", n.known, n.claim, n.words))
    return SpeakerRecord(tuple(lines), names=names)


def _names(connection: Connection, name: str) -> tuple[str, ...]:
    """The folded names that count as the speaker's: aliases, and the media arms and ministries that speak for it."""
    spelled = set(look_up(connection, View(speaker=name)).speakers)
    arms = {fold(o.name) for o in load_outlets() if o.speaks_for and fold(o.speaks_for) in spelled}
    aliases = {fold(o.name) for o in load_outlets() if spelled & {fold(a) for a in o.aliases}}
    return tuple(sorted(spelled | arms | aliases))


def _refuse(connection: Connection, name: str, names: Sequence[str]) -> None:
    """Refuses a private person: a name that a claim withholds, and a person's own name that no organisation is known by."""
    n = schema.names.c
    rows = connection.execute(select(n.kind, n.private).distinct().where(n.folded.in_(names), n.role == "voice")).all()
    kinds = {r.kind for r in rows}
    personal = kinds <= PERSONAL and bare_name(name) is not None
    if any(r.private for r in rows) or personal or kinds == {"witness"}:
        raise DatelineError("ledger.private")


Mine = tuple[Sequence[str], dict[str, KeptClaim]]


def _of_incident(incident: Incident, rule: Policy, known: dict[str, Printed], mine: Mine) -> Iterator[Line]:
    """The speaker's figures and denials in one incident."""
    for case in cases(material([incident], known), rule.method):
        yield from _figures(case, rule, incident, mine)
    denied = [c for c in incident.claims if c.id in mine[1] and c.status == "denied"]
    clashes = contradictions(incident, known) if denied else ()
    by_id = {c.id: c for c in incident.claims}
    for claim in denied:
        ids = dict.fromkeys(id for clash in clashes if claim.id in clash.claims for id in clash.claims if id not in mine[1])
        own = [c for c in incident.claims if c.id in mine[1] and c.status in ASSERTING and c.known >= claim.known]
        others = tuple(_beside(by_id[id], known) for id in ids if by_id[id].status in ASSERTING)
        outcome: Outcome = "contradicted" if others else "alone"
        later = tuple(_beside(c, known) for c in own)
        yield Line("denial", claim.type.replace("_", " "), claim.id, incident.id, claim.when, claim.published, claim.words, outcome,
                   later, others, None, claim.known)  # fmt: skip


def _beside(claim: KeptClaim, known: dict[str, Printed]) -> Beside:
    return Beside(claim.id, " and ".join(v.name for v in speakers(claim, known)), claim.words, claim.published)


def _figures(case: Case, rule: Policy, incident: Incident, mine: Mine) -> Iterator[Line]:
    """The speaker's figures of a case, each number once, with its own later ones and those of the others."""
    own = {(a.side, a.numbers): a for a in reversed(case.scope.accounts) if a.asserts and _is_own(a, mine[0])}
    settled = {r.side: figure(reckoning(rule.name, case, r)) for r in rule.reckon(case)}
    for a in sorted((a for a in own.values() if a.claim.id in mine[1]), key=lambda a: a.rank):
        beside = [b for b in case.counted if b.side == a.side and not _is_own(b, mine[0])]
        later = [b for b in own.values() if b.side == a.side and b.told > a.told and b.numbers != a.numbers]
        about = f"{_about(a)}: {case.measure.replace('_', ' ')}"
        words = f"{a.figure.words}{_whose(a)}{', a part' if a.figure.part_of else ''}"
        yield Line(
            "figure", about, a.claim.id, incident.id, span(case.scope.days) if case.scope.days else None, a.claim.published, words,
            _outcome(a, [b for b in beside if b.stand != "rival"]), tuple(map(_told, sorted(later, key=lambda b: b.rank))),
            tuple(map(_told, beside)), settled.get(a.side, settled.get(ALL)), a.claim.known,
        )  # fmt: skip


def _is_own(account: Account, names: Collection[str]) -> bool:
    return fold(account.voice.name) in names or (account.party is not None and fold(account.party) in names)


def _about(a: Account) -> str:
    if a.side == ALL:
        return THINGS
    if a.side in (CIVILIANS, UNKNOWN):
        return CIVIL if a.side == CIVILIANS else OTHER
    return OWN if a.stand == "own" else ENEMY if a.stand == "rival" else LOSSES


def _whose(a: Account) -> str:
    return "" if a.side in (ALL, CIVILIANS, UNKNOWN) else f" ({a.side})"


def _told(a: Account) -> Beside:
    return Beside(a.claim.id, a.voice.name, a.figure.words, a.claim.published, a.stand)


def _outcome(a: Account, others: Sequence[Account]) -> Outcome:
    """How a figure lies to those of the others: whether their ranges meet, "about" with some room."""
    if not others:
        return "alone"
    low, high = _range(a)
    above, below = (any(test) for test in zip(*((_range(b)[1] < low, _range(b)[0] > high) for b in others), strict=True))
    return "between" if above and below else "above" if above else "below" if below else "met"


def _range(a: Account) -> tuple[float, float]:
    room = APPROXIMATE if a.numbers.approximate else 0.0
    return least(a.numbers) * (1 - room), inf if a.numbers.high is None else a.numbers.high * (1 + room)


def _control(connection: Connection, mine: dict[str, KeptClaim], names: Sequence[str], view: View) -> Iterator[Line]:
    """The control that the speaker claimed, by claim and place, and what the timeline of the place makes of it."""
    table = schema.changes.c
    ids = [id for id, c in mine.items() if c.changes and c.status in ASSERTING]
    query = select(table.claim, table.place).distinct()
    pairs = {(r.claim, r.place) for some in chunks(ids) for r in connection.execute(query.where(table.claim.in_(some)))}
    clocks = View(as_of=view.as_of, recorded_as_of=view.recorded_as_of, private=view.private)
    for key in sorted({place for _, place in pairs}):
        try:
            made = control(connection, key, clocks).timeline
        except DatelineError as error:
            if error.code != "ledger.no_place":
                raise
            continue
        cited = _cited(made)
        for id in sorted(claim for claim, place in pairs if place == key):
            yield _placed(mine[id], made.name, cited.get(id), lambda c: fold(c.source) in names)


Use = tuple[Spell, Cited, bool]  # a spell, the claim as it cites it, and whether it carries it


def _cited(made: ControlTimeline) -> dict[str, Use]:
    """The first use of each claim in the timeline of the place and its parts, uses that carry it before others."""
    found: dict[str, Use] = {}
    spells = [*made.spells, *(s for part in made.parts for s in part.spells)]
    uses = [(s, c, True) for s in spells for c in (*s.why, *s.support)] + [(s, c, False) for s in spells for c in s.dissent]
    for spell, cited, carried in uses:
        found.setdefault(cited.claim, (spell, cited, carried))
    return found


def _placed(claim: KeptClaim, place: str, use: Use | None, own: Callable[[Cited], bool]) -> Line:
    """A claim of control with its outcome and the claims of others that the timeline carries there."""
    outcome: Outcome = "not placed"
    others: Iterable[Cited] = ()
    said = claim.words
    if use is not None:
        spell, cited, carried = use
        others = [c for c in (*spell.why, *spell.support) if not own(c) and c.origin != cited.origin]
        outcome = "not borne out" if not carried else "borne out" if others else "alone"
        said = f"{cited.party} {cited.verb} {cited.part or place}{'' if cited.extent == 'whole' else f' ({cited.extent})'}"
    beside = {c.claim: Beside(c.claim, c.source, c.words, c.published, c.stake) for c in others}
    settled = use[0].words if use is not None else None
    return Line(
        "control",
        place,
        claim.id,
        None,
        claim.when,
        claim.published,
        said,
        outcome,
        (),
        tuple(beside.values()),
        settled,
        claim.known,
    )


__all__ = ["MEANINGS", "Beside", "Line", "SpeakerRecord", "speaker"]
