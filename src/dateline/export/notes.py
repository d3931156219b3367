"""One sentence about an incident, made from its claims: what, who says so, which figures, who denies it. No report's sentence is copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.export.case import Case
from dateline.export.cells import plain
from dateline.export.days import period
from dateline.export.loss import asserts
from dateline.export.sides import Doubted, sides
from dateline.knowledge.ontology import load
from dateline.records.control import ControlChange
from dateline.records.entry import KeptClaim, Spot

OTHER: Final = "Other"  # ACLED's sub-event type that says nothing
VOICES: Final[int] = 6  # voices that are named one by one; the rest is counted
NEAR: Final[dict[int, str]] = {
    1: "at ",
    2: "near ",
    3: "in the district of ",
    4: "in the province of ",
    5: "around ",
    6: "in ",
    7: "off ",
}
MARKS: Final[dict[str, str]] = {
    "suspected": "suspected, not established", "alternative": "one of several possible culprits", "denied": "said not to have done it",
    "rival": "named by rival accounts", "hearsay": "named in hearsay only",
}  # how a culprit is named who is no plain actor  # fmt: skip
NOT_SAID: Final[dict[str, str]] = {
    "denied": "denied by", "doubted": "told as unconfirmed by", "planned": "told as planned by", "threatened": "threatened by",
    "hypothetical": "told as possible by",
}  # claims that do not assert the act, by status  # fmt: skip


def note(case: Case) -> str:
    """The sentence. Names are as the case gives them: withheld where they must be."""
    told = [c for c in case.incident.claims if asserts(c)]
    parts = [f"{_act(case)}, according to {_voices(case, told)}" if told else _act(case)]
    parts += [f"culprit {d.name}: {MARKS[d.mark]}" for d in sides(case.incident).doubted]
    parts += [f"{change(c)}, according to {_voices(case, some)}" for c, some in _changes(told)]
    parts += [f"{words}, according to {_voices(case, some)}" for words, some in _figures(told)]
    for status, how in NOT_SAID.items():
        some = [c for c in case.incident.claims if c.status == status]
        if some:
            parts.append(f"{how} {_voices(case, some)}")
    return plain("; ".join(parts) + ".")


def _act(case: Case) -> str:
    """What happened to whom, where and when."""
    who = sides(case.incident)
    words = act(case.incident.type) + (f" ({case.mode})" if case.mode else "")
    by = f" by {_joined(who.initiators)}" if who.initiators else ""
    beside = f" beside {_joined(who.allies)}" if who.allies else ""
    on = f" against {_joined(who.targets)}" if who.targets else ""
    where = f" {located(case.incident.place)}" if case.incident.place else ""
    return f"{words}{by}{beside}{on}{where} {period(case.incident).words}"


def act(type: str) -> str:
    """A type of event for a sentence: in ACLED's words where it has some of its own."""
    kind = load().types.get(type)
    words = (kind.acled_sub_event if kind else None) or OTHER
    words = type.replace("_", " ") if words == OTHER else words
    return words[0].upper() + words[1:]


def located(spot: Spot) -> str:
    """A place with how exactly it is known: "near Palmyra"."""
    return f"{NEAR.get(spot.precision, 'at ')}{spot.name}"


def change(c: ControlChange) -> str:
    """A change of control: "control of Palmyra from Government of Syria to Islamic State"."""
    part = {"part": " of a part", "approach": " (neared only)"}.get(c.extent, "")
    return f"control{part} of {c.place} from {c.loser or 'a side not named'} to {c.holder or 'a side not named'}"


def _changes(told: Iterable[KeptClaim]) -> list[tuple[ControlChange, list[KeptClaim]]]:
    found: dict[ControlChange, list[KeptClaim]] = {}
    for claim in told:
        for c in claim.changes:
            if c.loser is None and c.holder is None:
                continue
            found.setdefault(c, []).append(claim)
    return list(found.items())


def _figures(told: Iterable[KeptClaim]) -> list[tuple[str, list[KeptClaim]]]:
    """The figures in their words, with the claims that give each."""
    found: dict[str, list[KeptClaim]] = {}
    for claim in told:
        for f in claim.figures:
            found.setdefault(f"{f.measure.replace('_', ' ')} “{f.words}”", []).append(claim)
    return list(found.items())


def _voices(case: Case, claims: Iterable[KeptClaim]) -> str:
    names = list(dict.fromkeys(case.voices(c) for c in claims))
    more = [f"{len(names) - VOICES} more"] if len(names) > VOICES else []
    return _joined([*names[:VOICES], *more])


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


__all__ = ["MARKS", "Doubted", "change", "located", "note"]
