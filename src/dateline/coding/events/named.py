"""Acts that words name by their meaning, whatever the heads make of them: failed attacks, harm told by a noun."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events.harm import name_harm, settle_harm
from dateline.coding.events.repelled import name_repelled, settle_repelled
from dateline.coding.events.subjects import name_owners
from dateline.records import Naming, Reading, Sentence


def name_acts(text: str, sentences: Sequence[Sentence]) -> tuple[Naming, ...]:
    """The words of a report that name an act, with the types of act that they may name."""
    return name_repelled(text, sentences) + name_harm(text, sentences)


def settle_named(text: str, reading: Reading) -> Reading:
    """The reading with the types and the sides of such acts as their words say."""
    return name_owners(text, settle_harm(text, settle_repelled(text, reading)))
