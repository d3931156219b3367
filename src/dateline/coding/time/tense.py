"""Whether the words around a time look ahead."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dateline.coding.time.meaning import Tense
from dateline.knowledge.calendar import calendar_table
from dateline.records import Span

BEFORE: Final[int] = 120  # characters before the expression in which a cue counts
AFTER: Final[int] = 40  # characters after it
RIGHT_COSTS: Final[int] = 60  # characters that a cue on the right counts as farther off: verbs mostly stand on the left
_ENDED: Final = re.compile(
    r"\b(?:was|were|had|did|said|has|have|took|went|began|came|left|killed|fell|[a-z]{3,}ed)\b", re.IGNORECASE
)
_OVER: Final = re.compile(
    r"\b(?:had|previously|was|were)\s+(?:been\s+|previously\s+)?$", re.IGNORECASE
)  # "had been due to expire Friday"
_MODAL: Final = re.compile(r"\b(?:will|shall)\b", re.IGNORECASE)
_TIED: Final = re.compile(
    r"\b(?:will|shall|would|to)\s+(?:\w+\s+)?be\s+\w+(?:\s+\w+){0,8}\s*$", re.IGNORECASE
)  # "will be held in Geneva"
_POSSESSIVE: Final = re.compile(r"['’]s\b")  # "Wednesday's ruling" has been given
_JUST_TOLD: Final = re.compile(
    r"(?<!be\s)(?<!is\s)(?<!are\s)\b(?:said|told|announced|predicted|reported|warned|added|issued|declared)(?:\son)?\s*$",
    re.IGNORECASE,
)
_PUT_OFF: Final = re.compile(
    r"(?<!had )\b(?:postpon|extend|delay|deferr?|prolong|adjourn|renew)(?:ed|es|s|ing)\b[^.;]{0,40}\b(?:to|until|till|through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)  # "postponed the vote until Tuesday": the deed is past, the day is not
_BREAK: Final = re.compile(r"[;:]|--|—")


@cache
def _future() -> re.Pattern[str]:
    cues = "|".join(re.escape(c).replace(r"\ ", r"\s+") for c in sorted(calendar_table().future_cues, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)


def _overlaps(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(match.start() < o.end() and o.start() < match.end() for o in others)


def _live(left: str, cues: list[re.Match[str]]) -> list[re.Match[str]]:
    """The cues that look ahead from now, not from the past; one that follows another directly goes with it."""
    out: list[re.Match[str]] = []
    over_end = -2
    for cue in cues:
        if _OVER.search(left[: cue.start()]) or cue.start() - over_end <= 1:
            over_end = cue.end()
        else:
            out.append(cue)
    return out


def read_tense(text: str, span: Span, sentence: Span) -> Tense | None:
    """ "future" where the nearest verb or cue around the expression looks ahead, "past" where it tells of the past, else None."""
    left = _BREAK.split(text[max(sentence.start, span.start - BEFORE) : span.start])[-1]
    right = _BREAK.split(text[span.end : min(sentence.end, span.end + AFTER)])[0]
    cues = list(_future().finditer(left))
    past = [len(left) - m.end() for m in _ENDED.finditer(left) if not _overlaps(m, cues)]
    past += [RIGHT_COSTS + m.start() for m in _ENDED.finditer(right)]
    ahead = [len(left) - m.end() for m in _live(left, cues)]
    ahead += [RIGHT_COSTS + m.start() for m in _MODAL.finditer(right)]
    if _PUT_OFF.search(left):
        return "future"
    if _POSSESSIVE.match(text, span.end) or text[: span.end].endswith(("'s", "’s")) or _JUST_TOLD.search(left):
        return "past"
    if ahead and (not past or min(ahead) < min(past) or _TIED.search(left)):
        return "future"
    return "past" if past else None
