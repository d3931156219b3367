"""Words that name an act by their meaning: verbs of repelling, nouns of attack and of harm, verbs of doing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.tables import read_table, take_list

FILE: Final = ("ontology", "acts.yaml")


@dataclass(frozen=True, slots=True)
class ActWords:
    """The word lists of `acts.yaml`, each as the file explains it, in lower case."""

    repel: tuple[str, ...]
    foil: tuple[str, ...]
    attacks: tuple[str, ...]
    unfought: tuple[str, ...]
    fighters: tuple[str, ...]
    plots: tuple[str, ...]
    harm: tuple[str, ...]
    do: tuple[str, ...]
    suffer: tuple[str, ...]
    ground: tuple[str, ...]
    join: tuple[str, ...]


@cache
def load_act_words() -> ActWords:
    """The lists of `acts.yaml`. Errors: knowledge.invalid."""
    table = read_table(*FILE)
    return ActWords(**{name: take_list(table, name, "/".join(FILE)) for name in ActWords.__slots__})
