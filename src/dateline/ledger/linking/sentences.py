"""Why two accounts are, or are not, taken for one act: a sentence for each feature, for a person who decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dateline.ledger.linking.account import Account, Point
from dateline.ledger.linking.days import timing
from dateline.ledger.linking.features import features
from dateline.ledger.linking.places import nearness
from dateline.ledger.linking.scorer import scorer
from dateline.ledger.questions.rows import iso_day
from dateline.records.incident import Reason

Spelled = Mapping[int, str]  # what the hashes of the accounts stand for
SHOWN: Final[int] = 5  # words or names that a sentence lists
UNTOLD: Final = "(withheld)"


def reasons(a: Account, b: Account, spelled: Spelled) -> tuple[Reason, ...]:
    """What speaks for and against the two being one act, the weightiest first; names that `spelled` lacks are not shown."""
    found = features(a, b)
    if found is None:
        return (Reason("kind_none", -1.0, f"{_kind(a)} and {_kind(b)} are never told for each other"),)
    weights = scorer("accounts").weights
    made = [Reason(name, round(weights[name] * value, 3), SENTENCES[name](a, b, spelled)) for name, value in found.items()]
    return tuple(sorted(made, key=lambda r: (-abs(r.weight), r.feature)))


def _kind(a: Account) -> str:
    return a.type.replace("_", " ")


def _names(numbers: Iterable[int], spelled: Spelled) -> str:
    found = sorted({spelled.get(n, UNTOLD) for n in numbers})
    return ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")


def _rival(what: str, left: frozenset[int], right: frozenset[int], spelled: Spelled) -> str:
    return f"{what}: {_names(left, spelled)} and {_names(right, spelled)}"


def _span(a: Account) -> str:
    """The time of an account in words."""
    if a.days is None:
        return "no day"
    first, last = (iso_day(day) or ".." for day in a.days)
    told = first if a.days[0] == a.days[1] else f"{first}/{last}"
    return f"about {told}" if a.precision == "unknown" else told


def _place(point: Point | None, spelled: Spelled) -> str:
    if point is None:
        return "?"
    name = spelled.get(point.key) or spelled.get(point.name) or UNTOLD
    return f"near {name}" if point.precision == 2 else name


def _near(a: Account, b: Account, spelled: Spelled) -> str:
    near = nearness(a, b)
    left, right = _place(near.left, spelled), _place(near.right, spelled)
    if near.kind == "same":
        plain = left.removeprefix("near ")
        return f"both place it {left if left == right != plain else f'at {plain}' if left == right else f'at or near {plain}'}"
    if near.kind == "near" and near.km is None:
        return f"one place lies at the other: {left} and {right}"
    if near.kind == "near":
        return f"they place it {near.km:.0f} km apart, within what either is exact to: {left} and {right}"
    if near.kind == "vague":
        return f"the places are vague and may be one: {left} and {right}"
    if near.kind == "unknown":
        return "their places cannot be compared"
    far = f"{near.km:,.0f} km apart" if near.km is not None else "in different countries"
    return f"they place it {far}: {left} and {right}"


def _timed(a: Account, b: Account, spelled: Spelled) -> str:
    when = timing(a, b)
    both = f"{_span(a)} and {_span(b)}"
    return {
        "same": f"both on {_span(a)}" if a.days and a.days[0] == a.days[1] else f"both throughout {_span(a)}",
        "next": f"their days lie side by side: {both}",
        "before": f"one was told before the other's day: {both}",
        "begin": f"both begin on the same day: {both}",
        "within": f"one goes on while the other happens: {both}",
        "overlap": f"their days overlap: {both}",
        "vague": f"their times are vague and may be one: {both}",
        "apart": f"their times are {when.gap} days apart: {both}",
        "unknown": "one tells no time",
    }[when.kind]


def _figures(a: Account, b: Account, spelled: Spelled) -> str:
    shared = sorted(a.figures & b.figures)
    if shared:
        told = ", ".join(f"{number:,.0f} {spelled.get(what, 'counted')}" for what, number in shared[:SHOWN])
        return f"the same figure: {told}"
    measures = {what for what, _ in a.figures} & {what for what, _ in b.figures}
    told = "; ".join(f"{_counts(a, what)} and {_counts(b, what)} {spelled.get(what, 'counted')}" for what in sorted(measures))
    return told


def _counts(a: Account, measure: int) -> str:
    return " or ".join(f"{number:,.0f}" for what, number in sorted(a.figures) if what == measure)


def _close(a: Account, b: Account, spelled: Spelled) -> str:
    return f"figures close to each other: {_figures(a, b, spelled)}"


def _other_figures(a: Account, b: Account, spelled: Spelled) -> str:
    return f"figures far from each other: {_figures(a, b, spelled)}"


def _shared_words(a: Account, b: Account, spelled: Spelled) -> str:
    rarest = sorted(a.words & b.words, key=lambda w: (-(w & 15), spelled.get(w, "")))
    told = ", ".join(dict.fromkeys(spelled[w] for w in rarest if w in spelled))
    return f"telling words in common: {', '.join(told.split(', ')[:SHOWN])}"


def _outcome(a: Account, b: Account, spelled: Spelled) -> str:
    shared = [
        (place, one, other) for place, one, _ in sorted(a.outcomes) for where, other, _ in sorted(b.outcomes) if where == place
    ]
    same = [(place, one) for place, one, other in shared if one == other]
    if same:
        return f"the same side holds {spelled.get(same[0][0], UNTOLD)} afterwards: {spelled.get(same[0][1], UNTOLD)}"
    if shared:
        place, one, other = shared[0]
        return f"{spelled.get(place, UNTOLD)} is in other hands afterwards: {spelled.get(one, UNTOLD)} and {spelled.get(other, UNTOLD)}"
    return "one undoes what the other tells of"


def _both(words: str) -> Callable[[Account, Account, Spelled], str]:
    return lambda a, b, spelled: words


SENTENCES: Final[dict[str, Callable[[Account, Account, Spelled], str]]] = {
    "kind_same": lambda a, b, s: f"both tell of the same kind of act: {_kind(a)}",
    "kind_family": lambda a, b, s: f"{_kind(a)} and {_kind(b)} are kinds of one family",
    "kind_kin": lambda a, b, s: f"{_kind(a)} and {_kind(b)} are sometimes told for each other",
    **{f"place_{kind}": _near for kind in ("same", "near", "vague", "apart", "unknown")},
    "place_beside": _both("one is told to have taken the place, the other a place near it"),
    "place_assumed": _both("one names no place, and that of its report's other acts is taken"),
    **{f"day_{kind}": _timed for kind in ("same", "next", "before", "begin", "within", "overlap", "vague", "apart", "unknown")},
    "initiator_same": lambda a, b, s: f"the same side acts: {_names(a.initiators & b.initiators, s)}",
    "initiator_other": lambda a, b, s: _rival("they name other culprits", a.initiators, b.initiators, s),
    "actor_other": lambda a, b, s: _rival("another side acts", a.initiators, b.initiators, s),
    "target_same": lambda a, b, s: f"the same side is acted on: {_names(a.targets & b.targets, s)}",
    "target_other": lambda a, b, s: _rival("another side is acted on", a.targets, b.targets, s),
    "sides_crossed": _both("the same sides fight, told from either end"),
    "figure_same": _figures,
    "figures_same": _both("more than one figure is the same"),
    "figure_near": _close,
    "figure_other": _other_figures,
    "words_shared": _shared_words,
    "words_same": _both("they say it in nearly the same words"),
    "outcome_same": _outcome,
    "outcome_other": _outcome,
    "extent_other": _both("one tells that a part changed hands, the other that all of it did"),
    "scope_other": _both("one tells of a single act, the other of a campaign"),
    "ahead_other": _both("one tells of it as still to come"),
}  # a sentence for each feature  # fmt: skip
