"""What an export format is: its columns, what it keeps, what it loses and why, and how cases are written in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.export.case import Case
from dateline.export.loss import Losses, Rule
from dateline.export.safety import RULES
from dateline.records.incident import Reckoning

POLICIES: Final = (
    "ucdp",
    "latest",
)  # whose figures stand in a format that is bound to no method: the dead, then whatever else is counted
Lines = Callable[[Iterable[Case], Losses], Iterator[str]]
Save = Callable[[Iterable[Case], Losses, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` as it is asked for, `suffix` of its files, what it `keeps` in words, and the `rules` of what it loses.

    `lines` yields a file's text piece by piece; a format that is no text has `save` in its place, which writes the file.
    `policies`: whose figures it holds, each for what those before it do not count; another may be asked for unless it is `bound`.
    """

    name: str
    title: str
    suffix: str
    keeps: str
    rules: Mapping[str, Rule]
    lines: Lines | None = None
    save: Save | None = None
    columns: tuple[str, ...] = ()
    policies: tuple[str, ...] = POLICIES
    bound: bool = False

    def losses(self) -> Losses:
        """An empty loss report, of what safety takes out and what the format cannot carry."""
        return Losses({**RULES, **self.rules})


def combined(found: Iterable[Sequence[Reckoning]]) -> tuple[Reckoning, ...]:
    """The figures of several policies: of each measure those of the first policy that counts it."""
    out: list[Reckoning] = []
    for some in found:
        counted = {(r.measure, r.unit) for r in out}
        out += (r for r in some if (r.measure, r.unit) not in counted)
    return tuple(out)
