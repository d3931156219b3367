"""What was proposed and not taken, counted by reason."""

from __future__ import annotations

from collections import Counter
from typing import Final

REASONS: Final[dict[str, str]] = {
    "quote": "claims whose quote is not in the report",
    "words": "sides, places, times, weapons, voices and acts whose words are not in the report",
    "number": "figures whose words are not in the sentence quoted, or do not hold the number",
    "reread": "figures that the model read otherwise than Dateline does, whose reading stands",
    "type": "events of a type that the codebook does not have",
    "value": "claims, sides, figures and marks with a value that the codebook does not have",
    "repeated": "claims and figures told twice in the same words",
    "empty": "events left without a claim",
    "shape": "entries that are not of the shape asked for",
    "excess": "entries past the cap",
}  # in the order in which they are told


class Tally:
    """Counts by reason, while one answer is checked."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, reason: str, count: int = 1) -> None:
        """Counts something under a reason of REASONS."""
        self._counts[reason] += count

    def notes(self) -> tuple[tuple[str, int], ...]:
        """The counts above zero, in the order of REASONS."""
        return tuple((reason, self._counts[reason]) for reason in REASONS if self._counts[reason])
