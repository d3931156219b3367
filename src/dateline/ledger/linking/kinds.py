"""Kinds of act: which of them one act may be told as, from families.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import yaml

from dateline.ledger.entries import fold

Kinship = Literal["same", "family", "kin"]
BATTLE: Final = "battle"  # the family in which either side may be told as the one that acts


@dataclass(frozen=True, slots=True)
class Kinds:
    """The table: family by type, pairs of kindred families, pairs of types that undo each other, names without meaning."""

    families: dict[str, str]
    kin: frozenset[frozenset[str]]
    opposed: frozenset[frozenset[str]]
    neutral: frozenset[str]

    def kinship(self, left: str, right: str) -> Kinship | None:
        """How near two types are: None where no act is told as both."""
        if left == right:
            return "same"
        pair = frozenset((self.families.get(left, left), self.families.get(right, right)))
        if len(pair) == 1:
            return "family"
        return "kin" if pair in self.kin else None

    def are_opposed(self, left: str, right: str) -> bool:
        """Whether one type is the undoing of the other."""
        return frozenset((left, right)) in self.opposed

    def is_neutral(self, name: str) -> bool:
        """Whether a name says nothing about who it was: "unknown gunmen (Mali)", "fighters"."""
        words = fold(name.partition("(")[0]).split()
        return not words or words[0] in ("unknown", "unidentified", "unnamed") or " ".join(words) in self.neutral


@cache
def kinds() -> Kinds:
    """The table of families.yaml."""
    table = yaml.safe_load((files("dateline.ledger.linking") / "families.yaml").read_text(encoding="utf-8"))
    return Kinds(
        families={type: family for family, types in table["families"].items() for type in types},
        kin=frozenset(frozenset(pair) for pair in table["kin"]),
        opposed=frozenset(frozenset(pair) for pair in table["opposed"]),
        neutral=frozenset(map(fold, table["neutral"])),
    )
