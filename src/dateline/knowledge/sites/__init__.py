"""Kinds of sites (heritage, hospitals, schools, water), words for what is done to them, and words for the parts of a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from dateline.errors import DatelineError
from dateline.knowledge.actors.words import split_words
from dateline.knowledge.tables import check_unique, read_table, take_list, take_text

PartKind = Literal["inside", "around", "larger"]
LONGEST: Final[int] = 5  # words of the longest noun in the tables
HARMS: Final = frozenset({"destroyed", "looted", "damaged"})
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteKind:
    """A kind of site: the nouns that name one, names in which they mean something else, and whether its coordinates are sensitive."""

    kind: str
    sensitive: bool
    words: frozenset[Words]
    exceptions: frozenset[Words]


def _key(text: str) -> Words:
    return tuple(word.form for word in split_words(text))


@cache
def load_kinds() -> tuple[SiteKind, ...]:
    """The kinds of sites in the order of the file. Errors: knowledge.invalid."""
    rows = read_table("sites", "kinds.yaml").get("kinds")
    if not isinstance(rows, list):
        raise DatelineError("knowledge.invalid", "sites/kinds.yaml: no list of kinds.")
    kinds = tuple(
        SiteKind(
            take_text(row, "kind", "sites/kinds.yaml"),
            bool(row.get("sensitive")),
            frozenset(map(_key, take_list(row, "words", "sites/kinds.yaml"))),
            frozenset(map(_key, take_list(row, "not", "sites/kinds.yaml"))),
        )
        for row in rows
    )
    check_unique((kind.kind for kind in kinds), "sites/kinds.yaml")
    return kinds


@cache
def load_harms() -> Mapping[str, tuple[str, ...]]:
    """Beginnings of words for what is done to a site, by grade: destroyed, looted, damaged. Errors: knowledge.invalid."""
    table = read_table("sites", "kinds.yaml").get("harm")
    if not isinstance(table, dict) or set(table) != HARMS:
        raise DatelineError("knowledge.invalid", "sites/kinds.yaml: harm needs destroyed, looted and damaged.")
    return {grade: take_list(table, grade, "sites/kinds.yaml") for grade in table}


@cache
def _parts() -> Mapping[Words, PartKind]:
    table = read_table("sites", "parts.yaml")
    kinds: tuple[PartKind, ...] = ("inside", "around", "larger")
    return {_key(word): kind for kind in kinds for word in take_list(table, kind, "sites/parts.yaml")}


def part_kind(name: str, place: str) -> PartKind | None:
    """What a name tells of a place whose name it holds: a part inside it, something around it, something larger; None: nothing.

    Larger goes before around, around before inside. `name` must hold all words of `place`, and more.
    """
    words, base = _key(name), _key(place)
    at = next((i for i in range(len(words) - len(base) + 1) if words[i : i + len(base)] == base), None)
    if at is None or len(words) == len(base):
        return None
    found = {_parts().get(run) for run in _runs((*words[:at], *words[at + len(base) :]))}
    order: tuple[PartKind, ...] = ("larger", "around", "inside")
    return next((kind for kind in order if kind in found), None)


def site_kind(name: str) -> SiteKind | None:
    """The kind of site that a name or a noun is of ("Roman Theatre of Palmyra", "field hospitals"); None: of none."""
    runs = set(_runs(_key(name)))
    return next((kind for kind in load_kinds() if runs & kind.words and not runs & kind.exceptions), None)


def _runs(words: Words) -> Iterable[Words]:
    """Every run of words, the last of it as it stands and in the singular."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            run = words[start:end]
            yield run
            yield from ((*run[:-1], form) for form in _singular(run[-1]))


def _singular(word: str) -> Iterable[str]:
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def harm_of(words: str) -> str | None:
    """The grade of harm that words tell: destroyed before looted before damaged; None: they tell none."""
    low = f" {' '.join(word.form for word in split_words(words))}"
    for grade in ("destroyed", "looted", "damaged"):
        if any(f" {stem}" in low for stem in load_harms()[grade]):
            return grade
    return None


__all__ = ["PartKind", "SiteKind", "harm_of", "load_harms", "load_kinds", "part_kind", "site_kind"]
