"""Actors, states and leaders as their data files name them. Errors of every loader: knowledge.invalid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.knowledge.tables import check_unique, list_files, read_rows, take_list, take_text

KINDS: Final = frozenset({"armed_group", "coalition", "igo", "monitor", "ngo", "media", "political", "state_body"})


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, and the ISO dates between which it named the actor (None: not known, or open)."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed group, coalition or organisation; `countries` are ISO 3166-1 alpha-2, empty: anywhere.

    `epithets` are common nouns by which stories refer back to it; `source` names where the row was checked;
    `members` are the states whose forces act in a coalition.
    """

    name: str
    kind: str
    countries: tuple[str, ...]
    aliases: tuple[Alias, ...]
    epithets: tuple[str, ...]
    start: str | None
    end: str | None
    source: str | None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state: `government` is its canonical name as an actor; `expedition`: its forces often fight abroad."""

    iso: str
    name: str
    government: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    forces: tuple[str, ...]
    expedition: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """A head of state, of government or a minister; `terms` are ISO dates of taking and leaving office, empty: not at hand."""

    iso: str
    name: str
    aliases: tuple[str, ...]
    terms: tuple[tuple[str | None, str | None], ...]


def _alias(row: str | Mapping[str, Any], where: str) -> Alias:
    if isinstance(row, str):
        return Alias(row)
    return Alias(take_text(row, "alias", where), row.get("from"), row.get("to"))


def _actor(row: Mapping[str, Any], where: str) -> Actor:
    kind = take_text(row, "kind", where)
    if kind not in KINDS:
        raise DatelineError("knowledge.invalid", f"{where}: '{kind}' is not a kind of actor.")
    return Actor(
        name=take_text(row, "name", where),
        kind=kind,
        countries=take_list(row, "countries", where),
        aliases=tuple(_alias(alias, where) for alias in row.get("aliases") or ()),
        epithets=take_list(row, "epithets", where),
        start=row.get("from"),
        end=row.get("to"),
        source=row.get("source"),
        members=take_list(row, "members", where),
    )


@cache
def load_actors() -> tuple[Actor, ...]:
    """Every actor that is not a state, by file and in the file's order."""
    actors = tuple(_actor(row, file) for file in list_files("actors", "groups") for row in read_rows("actors", "groups", file))
    check_unique((actor.name for actor in actors), "actors/groups")
    return actors


def _state(row: Mapping[str, Any]) -> State:
    name = take_text(row, "name", "states.yaml")
    article = f"{row['article']} " if row.get("article") else ""
    capital = (row["capital"],) if row.get("capital") else ()
    return State(
        iso=take_text(row, "iso", "states.yaml"),
        name=name,
        government=row.get("government") or f"Government of {article}{name}",
        aliases=take_list(row, "aliases", "states.yaml"),
        demonyms=take_list(row, "demonyms", "states.yaml"),
        metonyms=capital + take_list(row, "metonyms", "states.yaml"),
        forces=take_list(row, "forces", "states.yaml"),
        expedition=bool(row.get("expedition")),
    )


@cache
def load_states() -> Mapping[str, State]:
    """Every state by its ISO 3166-1 alpha-2 code."""
    rows = read_rows("actors", "states.yaml")
    check_unique((take_text(row, "iso", "states.yaml") for row in rows), "states.yaml")
    return {row["iso"]: _state(row) for row in rows}


@cache
def load_leaders() -> tuple[Leader, ...]:
    """Persons whose acts and words are those of a state."""
    return tuple(
        Leader(
            iso=take_text(row, "iso", "leaders.yaml"),
            name=take_text(row, "name", "leaders.yaml"),
            aliases=take_list(row, "aliases", "leaders.yaml"),
            terms=tuple((term.get("from"), term.get("to")) for term in row.get("terms") or ()),
        )
        for row in read_rows("actors", "leaders.yaml")
    )


@cache
def _kinds() -> Mapping[str, str]:
    return {actor.name: actor.kind for actor in load_actors()}


def kind_of_name(name: str) -> str | None:
    """The kind of a known actor by its canonical name; None where the tables do not know it."""
    return _kinds().get(name)
