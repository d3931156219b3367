"""The codebook's words: types of event, measures, statuses, statement modes and kinds of source, with their crosswalks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.knowledge.tables import check_unique, read_rows, take_list, take_text


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event. `acled_event`, `acled_sub_event`, `plover`, `plover_mode` are None where that scheme has none;
    `ucdp` lists the UCDP GED types of violence that it may be part of; `family`: types that one act may be read as."""

    name: str
    family: str
    acled_event: str | None
    acled_sub_event: str | None
    plover: str | None
    plover_mode: str | None
    ucdp: tuple[str, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a quantity counts; `people`: it carries a group, else a unit."""

    name: str
    people: bool
    counts: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a claim stands to what it tells; `asserts`: its source says that the act took place."""

    name: str
    asserts: bool
    counts: str


@dataclass(frozen=True, slots=True)
class Term:
    """A statement mode or a kind of source; `plover` is PLOVER's type for a mode, or None."""

    name: str
    plover: str | None
    counts: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """The closed lists of the codebook, each by name in the codebook's order."""

    types: Mapping[str, EventType]
    measures: Mapping[str, Measure]
    statuses: Mapping[str, Status]
    modes: Mapping[str, Term]
    voices: Mapping[str, Term]


def _type(row: Mapping[str, Any]) -> EventType:
    acled, plover = row.get("acled") or {}, row.get("plover") or {}
    return EventType(
        name=take_text(row, "name", "types.yaml"),
        family=take_text(row, "family", "types.yaml"),
        acled_event=acled.get("event"),
        acled_sub_event=acled.get("sub_event"),
        plover=plover.get("type"),
        plover_mode=plover.get("mode"),
        ucdp=take_list(row, "ucdp", "types.yaml"),
        counts=take_text(row, "counts", "types.yaml"),
    )


def _rows(file: str) -> list[Mapping[str, Any]]:
    rows = read_rows("ontology", file)
    check_unique((take_text(row, "name", file) for row in rows), file)
    return rows


def _terms(file: str) -> dict[str, Term]:
    return {row["name"]: Term(row["name"], row.get("plover"), take_text(row, "counts", file)) for row in _rows(file)}


@cache
def load() -> Ontology:
    """The whole ontology, read once. Errors: knowledge.invalid."""
    return Ontology(
        types={row["name"]: _type(row) for row in _rows("types.yaml")},
        measures={r["name"]: Measure(r["name"], bool(r.get("people")), r["counts"]) for r in _rows("measures.yaml")},
        statuses={r["name"]: Status(r["name"], bool(r.get("asserts")), r["counts"]) for r in _rows("statuses.yaml")},
        modes=_terms("modes.yaml"),
        voices=_terms("voices.yaml"),
    )
