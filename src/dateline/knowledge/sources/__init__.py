"""Who reports, and the words by which stories say so: outlets and institutions, cues, and nouns for speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.knowledge.actors.words import split_words
from dateline.knowledge.tables import check_unique, read_rows, read_yaml, take_list, take_text

KINDS: Final = frozenset({"media", "state_media", "belligerent_media", "government", "military", "monitor", "igo"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """Somebody whose word is reported. `speaks_for`: the actor whose voice it is; `issuer`: its page is its own statement;
    `agency`: its credit in a story means that the story relays it; `country` is ISO 3166-1 alpha-2."""

    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    speaks_for: str | None
    agency: bool
    issuer: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Attribution: `verbs` maps an inflected verb to its sense, `phrases` a phrase to its sense, `speakers` a noun to the
    kind of voice; `documents` are nouns for a text that stands for its issuer; `local_offices` make a voice an official's.
    All lower case."""

    verbs: Mapping[str, str]
    phrases: Mapping[str, str]
    speakers: Mapping[str, str]
    documents: frozenset[str]
    local_offices: frozenset[str]


def _outlet(row: Mapping[str, Any]) -> Outlet:
    kind = take_text(row, "kind", "outlets.yaml")
    if kind not in KINDS:
        raise DatelineError("knowledge.invalid", f"outlets.yaml: '{kind}' is not a kind of outlet.")
    return Outlet(
        name=take_text(row, "name", "outlets.yaml"),
        kind=kind,
        country=row.get("country"),
        aliases=take_list(row, "aliases", "outlets.yaml"),
        speaks_for=row.get("speaks_for"),
        agency=bool(row.get("agency")),
        issuer=bool(row.get("issuer")),
    )


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Every outlet, agency and institution. Errors: knowledge.invalid."""
    outlets = tuple(_outlet(row) for row in read_rows("sources", "outlets.yaml"))
    check_unique((outlet.name for outlet in outlets), "outlets.yaml")
    return outlets


@cache
def _by_name() -> Mapping[tuple[str, ...], Outlet]:
    index: dict[tuple[str, ...], Outlet] = {}
    for outlet in load_outlets():
        for name in (outlet.name, *outlet.aliases):
            index.setdefault(tuple(word.form for word in split_words(name)), outlet)
    return index


def find_outlet(name: str | None) -> Outlet | None:
    """The outlet of that name or alias, case, accents and a leading article aside; None where it is not known."""
    key = tuple(word.form for word in split_words(name or ""))
    return _by_name().get(key) or _by_name().get(key[1:] if key[:1] == ("the",) else key)


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word.lower(): sense for sense, words in reversed(list(table.items())) for word in words}


@cache
def load_cues() -> Cues:
    """The tables of `cues.yaml`. Errors: knowledge.invalid."""
    table = read_yaml("sources", "cues.yaml")
    return Cues(
        verbs=_by_word(table["verbs"]),
        phrases=_by_word(table["phrases"]),
        speakers=_by_word(table["speakers"]),
        documents=frozenset(table["documents"]),
        local_offices=frozenset(table["local_offices"]),
    )
