"""Which event of one coding is which of another's, and whether two parts of them say the same: the rules of the project's scorer.

Two codings of one report are compared event by event, so events are paired first: those whose evidence overlaps, or stands in one
sentence, and whose types one act may fairly be read as; of all ways to pair them the one that agrees most (an assignment problem:
Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics 2, 1955, by the shortest augmenting paths of
Jonker and Volgenant, Computing 38, 1987).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dateline.knowledge.ontology import load
from dateline.records.edtf import FIRST_DAY, LAST_DAY, day_span

Row = Mapping[str, Any]
HALF: Final[float] = 0.5  # of what two spans cover together, that they must share to be one
LONG: Final[int] = 40  # characters; a quote of more than twice the other's (and of these) over several sentences is no evidence
NEAR: Final[float] = 25.0  # km within which two places are one (UCDP's precision 2)
FAR: Final[float] = 161.0  # km (100 miles) beyond which they never are, whatever they are called
EARTH: Final[float] = 6371.0  # km
WEEK: Final[int] = 6  # days from the first to the last of a span that counts as long
TOUCH: Final[int] = 2  # characters of a sentence that a quote may touch without standing in it
UNKNOWN: Final = "unknown"
KIN: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("battle", "strategic"), ("strike", "bomb"), ("bomb", "civilians"), ("strike", "civilians"), ("battle", "civilians"),
        ("strike", "battle"), ("bomb", "battle"),
    )
)  # families of types near enough that one act may be read as either  # fmt: skip
_ARTICLE: Final = re.compile(r"\b(?:al|ar|as|ad|az|an|ash)[- ]")
_EMPTY: Final = re.compile(r"\b(?:the|government|govt|of)\b")
_SIGN: Final = re.compile(r"[^\w ]")
_END: Final = re.compile(r"[.!?]+[\"'”’)]*\s+|\n+")
_SHORT: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|St|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\.$")


def plain(name: Any) -> str:
    """A name as it is compared: small letters without marks, articles and the words of offices."""
    if not isinstance(name, str):
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return " ".join(_SIGN.sub(" ", _ARTICLE.sub("", _EMPTY.sub(" ", bare))).split())


def overlap(a: Row | None, b: Row | None) -> int:
    """Characters that two spans share; 0 where one is none."""
    if not a or not b or a.get("start") is None or b.get("start") is None:
        return 0
    return int(max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])))


def same_span(a: Row, b: Row) -> bool:
    """Whether two spans share at least half of what they cover together."""
    shared = overlap(a, b)
    return shared > 0 and shared / (max(a["end"], b["end"]) - min(a["start"], b["start"])) >= HALF


def same_name(a: Row, b: Row) -> bool:
    """Whether two mentions bear one canonical name."""
    return bool(plain(a.get("name"))) and plain(a.get("name")) == plain(b.get("name"))


def same_filler(a: Row, b: Row) -> bool:
    """Whether two mentions are one: by name, or by span."""
    return same_name(a, b) or same_span(a, b)


def same_place(a: Row, b: Row) -> bool:
    """Whether two places are one: near each other, or called alike and not far apart; without coordinates, as any mention."""
    apart = kilometres(a, b)
    if apart is None:
        return same_filler(a, b)
    return apart <= NEAR or (apart <= FAR and same_filler(a, b))


def kilometres(a: Row, b: Row) -> float | None:
    """The distance of two places along a great circle; None where one has no coordinates."""
    numbers = [a.get("lat"), a.get("lon"), b.get("lat"), b.get("lon")]
    if any(n is None for n in numbers):
        return None
    lat, lon, other, far = (math.radians(float(n)) for n in numbers if n is not None)
    h = math.sin((other - lat) / 2) ** 2 + math.cos(lat) * math.cos(other) * math.sin((far - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def same_weapon(a: Row, b: Row) -> bool:
    """Whether the first mention holds half of the second."""
    return overlap(a, b) > 0 and overlap(a, b) * 2 >= b["end"] - b["start"]


def same_time(a: Row, b: Row) -> bool:
    """Whether two times have one EDTF value, open ends written either way."""
    return str(a.get("value")).replace("..", "") == str(b.get("value")).replace("..", "")


def near_time(a: Row, b: Row) -> bool:
    """Whether both ends of two times differ by a day at most, or two closed spans of a week or more overlap."""
    x, y = (day_span(_plain_time(t.get("value"))) for t in (a, b))
    if x is None or y is None:
        return False
    if abs(x[0] - y[0]) <= 1 and abs(x[1] - y[1]) <= 1:
        return True
    closed = not {x[0], y[0]} & {FIRST_DAY, date.min.toordinal()} and not {x[1], y[1]} & {LAST_DAY}
    return closed and min(x[1] - x[0], y[1] - y[0]) >= WEEK and x[0] <= y[1] and y[0] <= x[1]


def _plain_time(value: Any) -> str | None:
    return "/".join(end.partition("T")[0] for end in value.split("/")) if isinstance(value, str) else None


def same_unit(a: Row, b: Row) -> bool:
    """Whether two figures count one thing: people of one group (or of one not told), or things called alike."""
    one, other = plain(a.get("unit")), plain(b.get("unit"))
    if "people" in (one, other):
        groups = [plain(str(q.get("group") or UNKNOWN).replace(":", " ")) for q in (a, b)]
        return one == other and (groups[0] == groups[1] or UNKNOWN in groups)
    if one and other and (one == other or one.rstrip("s") == other.rstrip("s") or set(one.split()) & set(other.split())):
        return True
    return same_span(a, b)


def same_figure(a: Row, b: Row) -> bool:
    """Whether two figures have one measure, one low, best and high, and count one thing."""
    ends = [(q.get("low"), q.get("best"), q.get("high")) for q in (a, b)]
    return a["measure"] == b["measure"] and ends[0] == ends[1] and same_unit(a, b)


def each(event: Row, slot: str) -> list[Row]:
    """What fills a slot of an event; a side that is not known fills nothing."""
    return [x for x in event.get(slot) or [] if plain(x.get("name")) not in ("", UNKNOWN) or x.get("start") is not None]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    out, start = [], 0
    for match in _END.finditer(text):
        if "\n" not in match[0] and _SHORT.search(text[start : match.end()].rstrip()):
            continue
        out.append((start, match.end()))
        start = match.end()
    return [*out, (start, len(text))]


def standing_in(quotes: Sequence[Row], text: Sequence[tuple[int, int]]) -> set[int]:
    """The sentences that quotes stand in, by their numbers."""
    return {n for q in quotes for n, (a, b) in enumerate(text) if min(b, q["end"]) - max(a, q["start"]) > TOUCH}


def paired(left: Sequence[Row], right: Sequence[Row], text: str) -> list[tuple[int, int]]:
    """Which event of one coding of a report is which of another's: their numbers, each at most once."""
    found = sentences(text)
    return assigned([[_weight(a, b, found) for b in right] for a in left])


def paired_claims(left: Sequence[Row], right: Sequence[Row], text: str) -> list[tuple[int, int]]:
    """Which claim of an event is which of its counterpart's: those that stand in one sentence, by the most that they share."""
    found = sentences(text)
    places = [[standing_in([c["quote"]], found) for c in some] for some in (left, right)]
    weights = [
        [0.01 + overlap(a["quote"], b["quote"]) + (30 if places[0][i] & places[1][j] else 0) for j, b in enumerate(right)]
        for i, a in enumerate(left)
    ]
    return [(i, j) for i, j in assigned(weights) if places[0][i] & places[1][j]]


def _weight(a: Row, b: Row, text: Sequence[tuple[int, int]]) -> float:
    """How much two events agree; 0 where they cannot be one."""
    families = [t.family if (t := load().types.get(x["type"])) else None for x in (a, b)]
    if None in families or not (families[0] == families[1] or frozenset(families) in KIN):
        return 0.0
    shared = _evidence(a, b, text)
    if shared < HALF:
        return 0.0
    places = any(same_place(x, y) for x in each(a, "places") for y in each(b, "places"))
    times = [(x.get("when") or {}).get("value") for x in (a, b)]
    sides = sum(any(same_filler(x, y) for x in each(a, s) for y in each(b, s)) for s in ("initiators", "targets"))
    total: float = (
        1 + shared + 1.5 * (a["type"] == b["type"]) + 0.5 * (families[0] == families[1]) + 0.5 * places
        + 0.5 * (times[0] == times[1]) + 0.5 * sides
    )  # fmt: skip
    return total


def _evidence(a: Row, b: Row, text: Sequence[tuple[int, int]]) -> float:
    """How much of the shorter of two quotes both have in common, at best; half where they stand in one sentence."""
    mine, theirs = quotes(a), quotes(b)
    best = 0.0
    for x in mine:
        for y in theirs:
            if y["end"] - y["start"] <= 2 * max(LONG, x["end"] - x["start"]):
                best = max(best, overlap(x, y) / max(1, min(x["end"] - x["start"], y["end"] - y["start"])))
    few = [q for q in theirs if len(standing_in([q], text)) <= 2]
    return HALF if best < HALF and standing_in(mine, text) & standing_in(few, text) else best


def quotes(event: Row) -> list[Row]:
    """Where the claims of an event stand."""
    return [c["quote"] for c in event.get("claims") or [] if c.get("quote")]


def assigned(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of the greatest weight in all, each row and column at most once; pairs without weight are left out."""
    if not weights or not weights[0]:
        return []
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    cost = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    row_of = _cheapest(cost)
    pairs = sorted((row_of[j], j) for j in range(columns) if row_of[j] < rows)
    return [(i, j) for i, j in pairs if weights[i][j] > 0]


def _cheapest(cost: Sequence[Sequence[float]]) -> list[int]:
    """The row that each column of a square table is given so that the sum is least: one shortest augmenting path a row."""
    size = len(cost)
    row_price, column_price = [0.0] * size, [0.0] * (size + 1)
    row_of = [-1] * (size + 1)  # the last column is where each path begins
    for row in range(size):
        column, row_of[size] = size, row
        least, before, done = [math.inf] * size, [size] * size, [False] * (size + 1)
        while row_of[column] != -1:
            done[column] = True
            here, step, following = row_of[column], math.inf, size
            for j in range(size):
                if not done[j]:
                    reduced = cost[here][j] - row_price[here] - column_price[j]
                    if reduced < least[j]:
                        least[j], before[j] = reduced, column
                    if least[j] < step:
                        step, following = least[j], j
            for j in range(size + 1):
                if done[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                elif j < size:
                    least[j] -= step
            column = following
        while column != size:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return row_of[:size]
