"""Acts played one after the other: the spells of a place.

Rules:
    latest        the act of the latest day tells how the place stands; no vote is taken
    retreat       a retreat and the capture of the same day that it makes room for are one change
    no order      where the order of a day's acts is not told and would matter, the place is contested by all whom they leave there
    own claim     a party's own claim alone contests a place that another's word of the same day gives to a rival, and does not
                  take it; a state ("we hold it") that a party alone claims takes no place from a rival on any day, it contests
                  it. A source that corrects itself is believed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dateline.ledger.control.acts import STAKES, Act, acts
from dateline.ledger.control.order import rounds
from dateline.ledger.control.standing import Standing, after, disputed, shown, together
from dateline.ledger.control.statement import DAY, NEWS, Statement
from dateline.ledger.control.voices import Sides
from dateline.records.edtf import FIRST_DAY, LAST_DAY
from dateline.records.spell import Cited, Moment, Spell


@dataclass(slots=True)
class _Open:
    """A spell while it is being made: how the place stands, since when, and the statements behind it."""

    standing: Standing
    begins: Moment | None = None
    why: list[Statement] = field(default_factory=list)
    support: list[Statement] = field(default_factory=list)
    dissent: list[Statement] = field(default_factory=list)


def spells(statements: Iterable[Statement], known: Sides | None = None) -> tuple[Spell, ...]:
    """The spells of a place by the statements: one after the other without gap or overlap, the first of them open to the past.

    `known`: who stands beside whom.
    """
    said = list(statements)
    player = _Player(known or Sides())
    for _, day in groupby(acts(said), key=lambda a: a.last):
        for group in rounds(list(day)):
            player.play(group)
    for statement in sorted((s for s in said if not s.asserts and s.verb != "approaches"), key=lambda s: s.rank):
        player.object(statement)
    return tuple(_closed(player.made, player.known))


class _Player:
    """Plays acts in order. `word` keeps, for each party and day, by whom it was said to be there."""

    def __init__(self, known: Sides) -> None:
        self.known = known
        self.made = [_Open(Standing())]
        self.word: dict[str, dict[int, set[str]]] = {}

    def play(self, group: Sequence[Act]) -> None:
        """Plays acts between which no order is told."""
        now = self.made[-1]
        if len(group) == 1:
            standing = self._weighed(now.standing, group[0])
        else:
            ends = [_all_after(now.standing, [*(a for a in group if a is not last), last]) for last in group]
            standing = together(ends)
        for act in group:
            self._note(act, standing)
        if shown(standing, self.known) != shown(now.standing, self.known):
            self._begin(group, standing)
            return
        now.standing = standing
        for act in group:
            (now.support if (act.party in standing.present) == act.gains else now.dissent).extend(act.told_by)

    def _weighed(self, now: Standing, act: Act) -> Standing:
        """How the place stands after one act, by rule "own claim"."""
        outcome = after(now, act)
        rivals = set(now.present) - {act.party}
        if not (rivals and act.gains and act.stake == "own_claim" and set(outcome.present) == {act.party}):
            return outcome
        for said in (self.word[rival] for rival in rivals if rival in self.word):
            day = max((d for d in said if d <= act.last), default=None)
            if day is not None and (act.state_only or day == act.last) and not said[day] & act.sources:
                return disputed([now, outcome])
        return outcome

    def _note(self, act: Act, standing: Standing) -> None:
        """Keeps whose word it is that somebody is there: a retreat speaks for those who stay."""
        for party in (act.party,) if act.gains else standing.present:
            for statement in act.told_by:
                self.word.setdefault(party, {}).setdefault(statement.last, set()).add(statement.source)

    def _begin(self, group: Sequence[Act], standing: Standing) -> None:
        """Opens a spell; a retreat of the same day that made room for it is part of its change (rule "retreat")."""
        now, last = self.made[-1], group[0].last
        new = _Open(standing, None, [s for a in group for s in a.told_by])
        first = max(_earliest(a) for a in group)
        if now.begins is not None and now.begins.last == last and not now.standing.present:
            gone = {s.party for s in now.why if s.verb == "leaves"}
            if not gone & set(standing.present):
                self.made.pop()
                new.why, new.dissent = [*now.why, *now.support, *new.why], now.dissent
                first = max(first, now.begins.first)
        new.begins = Moment(min(last, max(first, _known_until(self.made[-1], group))), last)
        self.made.append(new)

    def object(self, statement: Statement) -> None:
        """Puts a statement that asserts nothing beside the spell that it is about: one of the party that it names, else the last."""
        first = statement.first if statement.dated else statement.last
        begun = [n for n, one in enumerate(self.made) if one.begins is None or one.begins.first <= statement.last] or [0]
        named = [n for n in begun if self._ends(n) >= first and statement.party in self.made[n].standing.present]
        self.made[(named or begun)[-1]].dissent.append(statement)

    def _ends(self, number: int) -> int:
        """The last day that a spell may have reached."""
        following = self.made[number + 1].begins if number + 1 < len(self.made) else None
        return following.last if following else LAST_DAY


def _known_until(now: _Open, group: Sequence[Act]) -> int:
    """The day until which a spell lasted at least: its own beginning, and the days of reports that tell it as it then stood.

    A report that tells what followed too may look back.
    """
    reports = {report for act in group for report in act.reports}
    stood = (s.last for s in (*now.why, *now.support) if not s.dated and s.report not in reports)
    return max((now.begins.first if now.begins else FIRST_DAY, *stood))


def _earliest(act: Act) -> int:
    """The first day on which an act may have happened: an undated one is news, a state may be as old as the last change."""
    return act.last - NEWS if act.first <= FIRST_DAY and not act.state_only else act.first


def _all_after(standing: Standing, group: Iterable[Act]) -> Standing:
    for act in group:
        standing = after(standing, act)
    return standing


def _closed(made: Sequence[_Open], known: Sides) -> Iterator[Spell]:
    for number, one in enumerate(made):
        ends = made[number + 1].begins if number + 1 < len(made) else None
        told = _cited(one.why)
        first = [c for c in told if c.told // DAY == told[0].told // DAY]
        more = (*told[len(first) :], *_cited(one.support)) if first else _cited(one.support)
        stake = min((c.stake for c in told), key=STAKES.index, default=None)
        yield Spell(*shown(one.standing, known), one.begins, ends, stake, tuple(first), more, _cited(one.dissent))


def _cited(statements: Iterable[Statement]) -> tuple[Cited, ...]:
    """The claims as cited, the earliest told first."""
    ordered = sorted(statements, key=lambda s: (s.told, s.rank))
    return tuple(dict.fromkeys(s.cited for s in ordered))


def approaches(statements: Iterable[Statement]) -> tuple[Cited, ...]:
    """The claims that somebody neared the place; they change nothing."""
    return _cited(s for s in statements if s.verb == "approaches")
