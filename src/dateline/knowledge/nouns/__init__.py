"""Common nouns of actors and weapons: what kind of actor a noun names, and what an unnamed one is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from dateline.knowledge.actors.words import split_words
from dateline.knowledge.tables import read_yaml

NounClass = Literal["forces", "organ", "office", "armed", "unarmed", "unknown", "enemy"]
LONGEST: Final[int] = 5  # words of the longest noun phrase in the table


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun names; `label` is what an unnamed actor of that noun is called, None for a state's."""

    kind: NounClass
    label: str | None


@dataclass(frozen=True, slots=True)
class Nouns:
    """The noun tables, keyed by folded words. `pronouns` maps a pronoun to plural, thing, person or first."""

    agents: Mapping[tuple[str, ...], Noun]
    containers: frozenset[str]
    property: frozenset[str]
    pronouns: Mapping[str, str]
    without_country: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of `grammar.yaml`, each list as the file explains it."""

    leading: frozenset[str]
    possessives: frozenset[str]
    splitters: frozenset[str]
    ownership: frozenset[str]
    opposed: frozenset[str]
    related: frozenset[str]
    locative: frozenset[str]
    openers: frozenset[str]
    posts: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The tables of `grammar.yaml`. Errors: knowledge.invalid."""
    return Grammar(**{key: frozenset(words) for key, words in read_yaml("nouns", "grammar.yaml").items()})


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in split_words(text))


def _flat(lines: Any) -> list[str]:
    return [text for line in lines for text in ([line] if isinstance(line, str) else line)]


def _agents(table: Mapping[str, Any]) -> dict[tuple[str, ...], Noun]:
    agents: dict[tuple[str, ...], Noun] = {}

    def put(texts: Iterable[str], noun: Noun) -> None:
        for text in texts:
            agents.setdefault(_key(text), noun)

    put(table["enemy"], Noun("enemy", None))
    put(table["unknown"], Noun("unknown", "unknown"))
    for label, lines in table["armed"].items():
        put(_flat(lines), Noun("armed", label))
    for label, lines in reversed(list(table["unarmed"].items())):
        put(_flat(lines), Noun("unarmed", label))
    put(_flat(table["state_forces"]), Noun("forces", None))
    put(_flat(table["state_organs"]), Noun("organ", None))
    put(_flat(table["offices"]), Noun("office", None))
    return agents


@cache
def load_nouns() -> Nouns:
    """The tables of `agents.yaml`. Errors: knowledge.invalid."""
    table = read_yaml("nouns", "agents.yaml")
    return Nouns(
        agents=_agents(table),
        containers=frozenset(table["containers"]),
        property=frozenset(table["property"]),
        pronouns={form: kind for kind, forms in table["pronouns"].items() for form in forms},
        without_country=frozenset(table["without_country"]),
    )


@cache
def load_weapons() -> Mapping[str, tuple[str, ...]]:
    """Weapons and platforms by kind, in the singular, as `weapons.yaml` lists them."""
    return {kind: tuple(names) for kind, names in read_yaml("nouns", "weapons.yaml").items()}
