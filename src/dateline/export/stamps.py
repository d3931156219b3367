"""What every row says of how it was made: who coded it, who reviewed it, by which codebook and models, and whether it was reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.export.cells import listed
from dateline.records.entry import KeptClaim, Review

COLUMNS: Final = ("coder", "reviewer", "codebook_version", "model_version", "reviewed")
CODEBOOK_VERSION: Final = "1.0"  # of the codebook that claims are coded by: raise it with the lists of knowledge/ontology
PERSON: Final = "person:"  # opens the author of what a person recorded
MACHINE: Final = "machine:"  # and of what a program coded


@dataclass(frozen=True, slots=True)
class Stamp:
    """Coders, reviewers (names, in order), version of the codebook and of the models, and whether a person reviewed the row."""

    coder: str
    reviewer: str
    codebook: str
    model: str
    reviewed: bool

    def cells(self) -> tuple[str, ...]:
        """The stamp as cells of COLUMNS."""
        return self.coder, self.reviewer, self.codebook, self.model, "yes" if self.reviewed else "no"

    def row(self) -> dict[str, str | bool]:
        """The stamp as fields of COLUMNS."""
        return dict(zip(COLUMNS, (self.coder, self.reviewer, self.codebook, self.model, self.reviewed), strict=True))

    def line(self) -> str:
        """The stamp in one cell of a format that has no columns for it; `read_stamp` reads it."""
        return "; ".join(
            f"{name}={cell.replace('; ', ', ').replace('=', ' ')}" for name, cell in zip(COLUMNS, self.cells(), strict=True)
        )


def read_stamp(line: str) -> Stamp:
    """The stamp of a line that `Stamp.line` wrote, whatever stands before it. Raises ValueError."""
    found = dict(part.split("=", 1) for part in line[line.index("coder=") :].split("; "))
    if set(found) != set(COLUMNS):
        raise ValueError(f"not a stamp: {line!r}")
    coder, reviewer, codebook, model, reviewed = (found[name] for name in COLUMNS)
    return Stamp(coder, reviewer, codebook, model, reviewed == "yes")


def claim_stamp(claim: KeptClaim, review: Review | None, models: Mapping[str, str]) -> Stamp:
    """The stamp of a claim: reviewed if a person coded it, corrected it, or judged it right. `models`: their version by the coder."""
    by_hand = claim.author.startswith(PERSON)
    reviewed = by_hand or bool(claim.corrected) or (review is not None and review.verdict == "right")
    coder = claim.author.removeprefix(MACHINE).removeprefix(PERSON)
    used = models.get(coder, f"that of {coder}") if claim.author.startswith(MACHINE) else ""
    return Stamp(coder, listed(review.by if review else ()), CODEBOOK_VERSION, used, reviewed)


def joint_stamp(stamps: Sequence[Stamp], more: Iterable[str], reviewed: bool) -> Stamp:
    """The stamp of what several claims make up; `more`: people who reviewed how they were put together."""
    reviewers = dict.fromkeys([*(r for s in stamps for r in s.reviewer.split("; ") if r), *more])
    coders, models = dict.fromkeys(s.coder for s in stamps), dict.fromkeys(s.model for s in stamps if s.model)
    return Stamp(listed(tuple(coders)), listed(tuple(reviewers)), CODEBOOK_VERSION, listed(tuple(models)), reviewed)
