"""The loss report: what of the record a format cannot carry, counted, in sentences.

A format lists a Rule for each thing that it loses. `parts` counts what an incident holds; a format notes what it finds itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dateline.knowledge.ontology import load
from dateline.records.entry import Figure, KeptClaim
from dateline.records.incident import Incident

_NOUN: Final = re.compile(r"\A(.*?)( (?:of|that|without|known|in|who|whose|for) .*)?\Z")  # the noun, and what tells more of it
AHEAD: Final = frozenset({"planned", "threatened", "hypothetical"})  # statuses of what has not happened


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a format loses something, what is counted, and what becomes of it.

    `many`: the plural, where it is not made with an s at the first noun ("figure of things", "figures of things").
    """

    why: str
    noun: str
    fate: str = "dropped"
    many: str | None = None

    def sentence(self, count: int) -> str:
        """The loss in words: "PLOVER has no mode for taking territory: 4 control changes dropped"."""
        many = self.many or _NOUN.sub(lambda found: f"{found[1]}s{found[2] or ''}", self.noun)
        return f"{self.why}: {count:,} {self.noun if count == 1 else many} {self.fate}"


@dataclass(frozen=True, slots=True)
class Loss:
    """One line of the report: the rule's key, how many were lost, in how many incidents, and the sentence."""

    what: str
    count: int
    incidents: int
    sentence: str


class Losses:
    """Counts losses while rows are made. `kept`: incidents that went out; `rows`: rows or records that were written."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self.kept = self.rows = 0
        self._counts: dict[str, int] = {}
        self._incidents: dict[str, int] = {}

    def note(self, what: str, count: int = 1) -> None:
        """Counts so many lost in one incident; nothing for none. `what` is a key of the rules."""
        if self.rules[what] and count:
            self._counts[what] = self._counts.get(what, 0) + count
            self._incidents[what] = self._incidents.get(what, 0) + 1

    def take(self, incident: Incident) -> None:
        """Notes the parts of an incident that a rule names."""
        for what, count in PARTS.items():
            if what in self.rules:
                self.note(what, count(incident))

    def report(self) -> tuple[Loss, ...]:
        """What was lost, in the order of the rules."""
        found = ((what, self._counts.get(what, 0)) for what in self.rules)
        return tuple(Loss(w, n, self._incidents[w], self.rules[w].sentence(n)) for w, n in found if n)


def asserts(claim: KeptClaim) -> bool:
    """Whether the claim's voice says that the act took place; a threat in words is an act of its own that did."""
    status = load().statuses.get(claim.status)
    return (status is not None and status.asserts) or (claim.type, claim.status) == ("statement", "threatened")


def _claims(holds: Callable[[KeptClaim], bool]) -> Callable[[Incident], int]:
    return lambda incident: sum(map(holds, incident.claims))


def _figures(holds: Callable[[Figure], bool]) -> Callable[[Incident], int]:
    return lambda incident: sum(holds(f) for c in incident.claims for f in c.figures)


def _distinct(values: Callable[[KeptClaim], Iterable[object]]) -> Callable[[Incident], int]:
    return lambda incident: len({v for c in incident.claims for v in values(c)})


def _counts_people(figure: Figure) -> bool:
    measure = load().measures.get(figure.measure)
    return measure is not None and measure.people


def _inexact(figure: Figure) -> bool:
    n = figure.numbers
    return n.low is None or not n.low == n.best == n.high or n.approximate


PARTS: Final[Mapping[str, Callable[[Incident], int]]] = {
    "claims": _claims(lambda c: True),
    "denials": _claims(lambda c: c.status == "denied"),
    "doubts": _claims(lambda c: c.status == "doubted"),
    "ahead": _claims(lambda c: c.status in AHEAD),
    "said": _claims(lambda c: c.said is not None),
    "evidence": _claims(lambda c: c.evidence not in (None, "none")),
    "control": _distinct(lambda c: c.changes),
    "weapons": _distinct(lambda c: c.weapons),
    "allies": _distinct(lambda c: (p.name for p in c.parties if p.role == "ally")),
    "places": lambda i: max(0, len({s.key for c in i.claims for s in c.places}) - 1),
    "figures": _figures(lambda f: True),
    "harmed": _figures(lambda f: _counts_people(f) and f.measure != "killed"),
    "counted": _figures(lambda f: _counts_people(f) and f.measure not in ("killed", "injured", "detained")),
    "things": _figures(lambda f: not _counts_people(f)),
    "groups": _figures(lambda f: f.measure == "killed" and f.group not in (None, "unknown")),
    "words": _figures(_inexact),
    "breakdowns": _figures(lambda f: f.part_of is not None),
    "links": lambda i: len(i.links),
}  # what an incident holds of each thing that a format may lose
