"""Timelines as bars on a screen: one line each, on a common axis on which every change can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

from rich.text import Text

from dateline.cli.table import clean
from dateline.records.spell import Moment, Spell

COLOURS: Final = ("red", "green", "blue", "magenta", "cyan", "yellow")
FILLS: Final = "█▓▒░"  # parties differ by their fill too: not every screen has colours, nor every eye
NOBODY: Final = "·"
STEP: Final[int] = 2  # cells of the shortest stretch, such as that between two changes of one day
EDGE: Final[int] = 3  # cells before the first change and after the last

Line = tuple[str, Sequence[Spell]]  # a label and its spells
Mark = tuple[int, int]  # a day (ordinal) and which change of that day


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the changes stand, in cells from the left; the stretches between grow with the root of the days between them."""

    cells: Mapping[Mark, int]
    width: int


def bars(lines: Sequence[Line], width: int) -> Iterator[Text]:
    """The timelines as bars with their labels, then the axis with its dates, then what the fills mean."""
    label = max((len(clean(name)) for name, _ in lines), default=0)
    label = min(label, width // 3) + 2
    made = axis(lines, width - label)
    looks = _looks(lines)
    for name, spells in lines:
        head = Text(clean(name)[: label - 2].ljust(label), style="dim" if spells is not lines[0][1] else "bold")
        yield head + bar(spells, made, looks)
    yield Text(" " * label) + Text(_dates(made), style="dim")
    yield _legend(looks)


def marks(spells: Sequence[Spell]) -> Iterator[tuple[Mark, Spell]]:
    """The spells that begin with a change, each with its mark: the day by which it came, and its number among those of that day."""
    seen: dict[int, int] = {}
    for spell in spells:
        if spell.begins is not None:
            day = spell.begins.last
            yield (day, seen.get(day, 0)), spell
            seen[day] = seen.get(day, 0) + 1


def axis(lines: Sequence[Line], width: int) -> Axis:
    """An axis of so many cells for all changes of the timelines."""
    points = sorted({mark for _, spells in lines for mark, _ in marks(spells)})
    if not points:
        return Axis({}, width)
    spans = [sqrt(b[0] - a[0]) for a, b in pairwise(points)]
    free = max(0, width - 2 * EDGE - STEP * len(spans))
    total = sum(spans) or 1.0
    cells, at = {points[0]: EDGE}, float(EDGE)
    for point, span in zip(points[1:], spans, strict=True):
        at += STEP + free * span / total
        cells[point] = min(int(at), width - 1)
    return Axis(cells, width)


def bar(spells: Sequence[Spell], made: Axis, looks: Mapping[str, tuple[str, str]]) -> Text:
    """One timeline on the axis: a fill for each party, several in turn where it is contested, dots where nobody is known."""
    starts = [made.cells[mark] for mark, _ in marks(spells)]
    first = [s for s in spells if s.begins is None][:1]
    order = [*first, *(s for _, s in marks(spells))]
    edges = [*([0] if first else []), *starts, made.width]
    out = Text(NOBODY * (edges[0] if edges else 0), style="dim")
    for spell, start, end in zip(order, edges, edges[1:], strict=False):
        for cell in range(start, max(start, end)):
            if not spell.holders:
                out.append(NOBODY, style="dim")
                continue
            fill, colour = looks[spell.holders[cell % len(spell.holders)]]
            thin = spell.state == "contested" and len(spell.holders) == 1 and cell % 2
            out.append(NOBODY if thin else fill, style="dim" if thin else colour)
    return out


def _looks(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """A fill and a colour for each party, in the order in which they come up."""
    names = dict.fromkeys(name for _, spells in lines for spell in spells for name in spell.holders)
    return {name: (FILLS[n % len(FILLS)], COLOURS[n % len(COLOURS)]) for n, name in enumerate(names)}


def _dates(made: Axis) -> str:
    """The days of the changes beneath their marks, as many as find room."""
    out = ""
    for (day, number), cell in made.cells.items():
        words = Moment(day, day).edtf
        if number == 0 and cell >= len(out) + (1 if out else 0) and cell + len(words) <= made.width:
            out = out.ljust(cell) + words
    return out


def _legend(looks: Mapping[str, tuple[str, str]]) -> Text:
    parts = [Text.assemble((fill * 2, colour), " ", clean(name)) for name, (fill, colour) in looks.items()]
    parts.append(Text.assemble((NOBODY * 2, "dim"), " not known"))
    if len(looks) > 1:
        parts.append(Text("fills in turn: contested or held together"))
    return Text("   ").join(parts)
