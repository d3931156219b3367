"""A model's answer as a proposal: JSON of the shape that was asked for, with the codebook's values. Nothing in it is believed yet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, get_args

from dateline.coding.proposed.tally import Tally
from dateline.errors import DatelineError
from dateline.knowledge.ontology import Ontology, load
from dateline.records import Attribution, Extent, Scope

MAX_EVENTS: Final[int] = 200  # of one report
MAX_PARTS: Final[int] = 40  # claims of an event, words of a slot, figures of a claim
LARGEST: Final[float] = 1e12  # of a figure's number; a larger one is not looked at
SHOWN: Final[int] = 80  # characters of an answer that an error shows
GROUPS: Final = (
    "civilians", "combatants", "unknown", "children", "women", "men", "journalists", "aid_workers", "civilian_status_disputed",
)  # whom a figure counts (codebook section 4)  # fmt: skip
_THOUGHT: Final = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)  # what some models say to themselves first
_FENCED: Final = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL | re.IGNORECASE)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Words:
    """Words said to be the report's, with a mark: how firmly a side is named, or a voice's kind."""

    text: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's words, what it measures and of whom, and the number that the model reads in it."""

    text: str
    measure: str
    group: str | None
    number: float | None


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """One claim: its quote, the word for the act, who says so, when, how sure, and how many."""

    quote: str
    trigger: str | None
    status: str
    joint: bool
    said: str | None
    sources: tuple[Words, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """One event with its claims; `extent`: how much of a place changes hands, where one does."""

    type: str
    mode: str | None
    scope: str
    extent: str | None
    parts: Mapping[str, tuple[Words, ...]]  # by role: initiator, target, ally, weapon, place, when
    claims: tuple[ProposedClaim, ...]


SLOTS: Final = {
    "initiator": "initiators", "target": "targets", "ally": "allies", "weapon": "weapons", "place": "places", "when": "when",
}  # role of a tie -> field of the answer  # fmt: skip


def parse(raw: str, tally: Tally) -> tuple[ProposedEvent, ...]:
    """The events of an answer, bare or in a fence; what is not of the shape asked for is counted and left out.

    Raises DatelineError `llm.answer` where there is no JSON object with a list of events.
    """
    found = next(_objects(raw), None)
    if found is None:
        raise DatelineError("llm.answer", f"It begins: {raw[:SHOWN]!r}.")
    reader = _Reader(tally)
    return tuple(reader.some(found["events"], reader.event, MAX_EVENTS))


def _objects(raw: str) -> Iterator[Mapping[str, Any]]:
    """What of the answer is such an object: the whole, the first fence, or all between the outer braces."""
    plain = _THOUGHT.sub("", raw).strip()
    fence = _FENCED.search(plain)
    for words in (plain, fence[1] if fence else "", plain[plain.find("{") : plain.rfind("}") + 1]):
        try:
            value = json.loads(words, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("events"), list):
            yield value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


class _Unfit(Exception):
    """A value is not taken, for a reason of tally.REASONS."""


class _Reader:
    """Turns loose values into proposals, and counts what it leaves out."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.ontology: Ontology = load()

    def some(self, values: Any, read: Callable[[Any], _T], most: int = MAX_PARTS) -> list[_T]:
        """What `read` makes of a list, or of a single value, up to the cap; what is unfit is counted."""
        values = values if isinstance(values, list) else [values]
        values = [value for value in values if value is not None]
        self.tally.add("excess", max(0, len(values) - most))
        out = []
        for value in values[:most]:
            try:
                out.append(read(value))
            except _Unfit as unfit:
                self.tally.add(str(unfit))
        return out

    def event(self, value: Any) -> ProposedEvent:
        if not isinstance(value, dict):
            raise _Unfit("shape")
        type = value.get("type")
        if not isinstance(type, str) or type not in self.ontology.types:
            raise _Unfit("type")
        read = {"initiator": self.side}
        parts = {role: tuple(self.some(value.get(field), read.get(role, self.words))) for role, field in SLOTS.items()}
        return ProposedEvent(
            type=type,
            mode=self._one(value.get("mode"), self.ontology.modes) if type == "statement" else None,
            scope=self._one(value.get("scope"), get_args(Scope)) or "event",
            extent=self._one(value.get("extent"), get_args(Extent)),
            parts=parts,
            claims=tuple(self.some(value.get("claims"), self.claim)),
        )

    def claim(self, value: Any) -> ProposedClaim:
        """A claim; one without a status that the codebook has is left out, for none may be told more firmly than it was."""
        if not isinstance(value, dict) or not isinstance(value.get("quote"), str):
            raise _Unfit("shape")
        status = value.get("status")
        if not isinstance(status, str) or status not in self.ontology.statuses:
            raise _Unfit("value")
        said, trigger = (self.some(value.get(name), self.words, 1) for name in ("said", "trigger"))
        return ProposedClaim(
            quote=value["quote"],
            trigger=trigger[0].text if trigger else None,
            status=status,
            joint=value.get("joint") is True,
            said=said[0].text if said else None,
            sources=tuple(self.some(value.get("source"), self.voice)),
            figures=tuple(self.some(value.get("quantities"), self.figure)),
        )

    def words(self, value: Any) -> Words:
        """Words, given bare or as the `text` of an object."""
        text = value.get("text") if isinstance(value, dict) else value
        if not isinstance(text, str) or not text.strip():
            raise _Unfit("shape")
        return Words(text)

    def side(self, value: Any) -> Words:
        """A side with how firmly it is named; one with a mark that the codebook lacks is left out, not made certain."""
        words, mark = self.words(value), value.get("attribution") if isinstance(value, dict) else None
        if mark is not None and mark not in get_args(Attribution):
            raise _Unfit("value")
        return Words(words.text, mark)

    def voice(self, value: Any) -> Words:
        """A voice with its kind."""
        words = self.words(value)
        return Words(words.text, self._one(value.get("kind"), self.ontology.voices) if isinstance(value, dict) else None)

    def figure(self, value: Any) -> Figure:
        """A figure; one of a measure that the codebook lacks is left out."""
        if not isinstance(value, dict):
            raise _Unfit("shape")
        words, measure, group, number = self.words(value), value.get("measure"), value.get("group"), value.get("number")
        if not isinstance(measure, str) or measure not in self.ontology.measures:
            raise _Unfit("value")
        group = self._one(group.split(":")[0] if isinstance(group, str) else group, GROUPS)
        people = self.ontology.measures[measure].people
        if not isinstance(number, int | float) or isinstance(number, bool) or abs(number) >= LARGEST:
            number = None
        return Figure(words.text, measure, group or (None if people else "thing"), number)

    def _one(self, value: Any, values: Collection[str]) -> str | None:
        """A value of a closed list; any other is counted and taken for none."""
        if value is None or (isinstance(value, str) and value in values):
            return value
        self.tally.add("value")
        return None
