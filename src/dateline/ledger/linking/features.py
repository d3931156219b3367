"""What speaks for and against two accounts telling of one act: named features with values from 0 to 1."""

from __future__ import annotations

from typing import Final

from dateline.ledger.linking.account import Account
from dateline.ledger.linking.days import LASTING, timing
from dateline.ledger.linking.kinds import BATTLE, kinds
from dateline.ledger.linking.places import Nearness, nearness

ALIKE: Final[float] = 0.75  # share of the telling words in common from which two accounts are copies
FEW: Final[int] = 4  # telling words below which words in common say little
SMALL: Final[float] = 2.0  # figures up to which agreement says little
RATIO: Final[float] = 4.0  # how many times one figure must exceed another to speak against
CLOSE: Final[float] = 1.5  # how many times one figure may exceed another and still be near it
WEIGHT: Final[int] = 15  # the last bits of a word's number: its weight
STATEMENT: Final = "statement"
TERRITORY: Final = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory", "territory_transfer"})
WITHDRAWAL: Final = "withdrawal"
OWN: Final = frozenset(
    {"words", "accord", "help", "sanction", "forces", "protest", "arrest"}
)  # families of acts that are the actor's own

Features = dict[str, float]


def features(a: Account, b: Account) -> Features | None:
    """The features of two accounts that are not 0; None where no act is told as both kinds, and they cannot be one."""
    kinship = kinds().kinship(a.type, b.type)
    if kinship is None:
        return None
    if a.type == STATEMENT and a.mode != b.mode:
        kinship = "kin"
    found: Features = {f"kind_{kinship}": 1.0}
    near = nearness(a, b)
    found[f"place_{near.kind}"] = near.degree
    if a.assumed or b.assumed:
        found["place_assumed"] = 1.0
    when = timing(a, b)
    found[f"day_{when.kind}"] = when.degree
    _sides(a, b, found)
    _figures(a, b, found)
    _words(a, b, found)
    _outcome(a, b, near, found)
    if a.campaign != b.campaign:
        found["scope_other"] = 1.0
    if a.ahead != b.ahead:
        found["ahead_other"] = 1.0
    return {name: value for name, value in found.items() if value}


def _sides(a: Account, b: Account, found: Features) -> None:
    """Who acted, on whom. In a battle either side may be told as the one that acts.

    Who did harm may be in dispute: where the victims agree, another culprit does not speak against (codebook, section 5). A
    statement, a withdrawal or reinforcements by another actor are another act (`actor_other`).
    """
    acted, struck = a.initiators & b.initiators, a.targets & b.targets
    if acted:
        found["initiator_same"] = 1.0
    if struck:
        found["target_same"] = 1.0
    families = kinds().families
    if families.get(a.type) == families.get(b.type) == BATTLE and not acted and not struck:
        crossed = bool(a.initiators & b.targets) + bool(a.targets & b.initiators)
        if crossed:
            found["sides_crossed"] = crossed / 2
            return
    if a.initiators and b.initiators and not acted:
        if WITHDRAWAL in (a.type, b.type) or {families.get(a.type), families.get(b.type)} <= OWN:
            found["actor_other"] = 1.0
        elif not struck:
            found["initiator_other"] = 1.0
    if a.targets and b.targets and not struck:
        found["target_other"] = 1.0


def _figures(a: Account, b: Account, found: Features) -> None:
    """What is counted. The toll of something that lasts grows, so that a figure far from an earlier one says nothing against it."""
    shared = a.figures & b.figures
    if shared:
        telling = sum(n > SMALL for _, n in shared)
        found["figure_same"] = 1.0 if telling else 0.4
        if telling > 1:
            found["figures_same"] = 1.0
        return
    left, right = _largest(a), _largest(b)
    ratios = [max(left[m], right[m]) / min(left[m], right[m]) for m in left.keys() & right.keys() if min(left[m], right[m]) > 0]
    if ratios and min(ratios) <= CLOSE:
        found["figure_near"] = 1.0
    elif ratios and min(ratios) >= RATIO and LASTING not in (a.precision, b.precision):
        found["figure_other"] = 1.0


def _largest(a: Account) -> dict[int, float]:
    """The largest figure of each measure."""
    return dict(sorted(a.figures, key=lambda f: f[1]))


def _words(a: Account, b: Account, found: Features) -> None:
    smaller = min(_weight(a.words), _weight(b.words))
    if not smaller:
        return
    shared = _weight(a.words & b.words)
    if min(len(a.words), len(b.words)) >= FEW and shared / smaller >= ALIKE:
        found["words_same"] = 1.0
    else:
        found["words_shared"] = shared / max(smaller, FEW * WEIGHT)


def _weight(words: frozenset[int]) -> int:
    return sum(word & WEIGHT for word in words)


def _outcome(a: Account, b: Account, near: Nearness, found: Features) -> None:
    """Who holds a place afterwards: the same, or another. To take a place near a town is not to take the town."""
    if kinds().are_opposed(a.type, b.type):
        found["outcome_other"] = 1.0
        return
    shared = [(left[1:], right[1:]) for left in a.outcomes for right in b.outcomes if left[0] == right[0]]
    beside = near.left is not None and near.right is not None and near.left.precision != near.right.precision
    if beside and a.type == b.type and a.type in TERRITORY:
        found["place_beside"] = 1.0
    elif any(left == right for left, right in shared):
        found["outcome_same"] = 1.0
    elif any(left[0] == right[0] for left, right in shared):
        found["extent_other"] = 1.0
    elif shared:
        found["outcome_other"] = 1.0
