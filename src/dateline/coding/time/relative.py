"""Readings that count units of time: "three days ago" from the report, "two days later" from the story, "the past month"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dateline.coding.time.days import Reference, add_days, add_months, between, cut, month_text
from dateline.coding.time.meaning import Meaning, Scene, at_grain, coarser, unresolved
from dateline.coding.time.spans import FEW, SHORT, is_vague, move, number_of
from dateline.knowledge.calendar import calendar_table

_BACK: Final = frozenset({"earlier", "before", "prior", "previously", "beforehand"})
DAILY: Final = frozenset(
    {"second", "minute", "hour", "day", "night", "morning", "evening", "week"}
)  # counted from a day, not from a month
_ACT: Final = re.compile(r"\s+(?:the|a|an|his|her|its|their|this|that|they|he|she|it|[A-Za-z]+)\b", re.IGNORECASE)
WEEK_SLACK: Final[int] = 3  # days to either side of "two weeks ago"


def _unit(match: re.Match[str]) -> str:
    return (match["unit"] or match.groupdict().get("unit2") or "").lower()


def read_ago(match: re.Match[str], scene: Scene) -> Meaning:
    """ "three days ago" is a day, "two weeks ago" the week around it, "a month ago" a month, "five years ago" a year."""
    if scene.issued is None:
        return unresolved("ago")
    unit, now = _unit(match), scene.issued
    count = number_of(match["n"])
    if is_vague(match["n"]) or count is None:
        return _some_time_ago(unit, now)
    day, grain = move(now.day, unit, -count)
    grain = coarser(grain, now.grain)
    if unit in {"week", "fortnight"} and grain == "day":
        value = between(add_days(day, -WEEK_SLACK).isoformat(), add_days(day, WEEK_SLACK).isoformat())
        return Meaning(value, "week", "ago.week", Reference(day))
    if unit == "year" and (
        now.grain == "month" or (count == 1 and now.grain == "day" and match["n"].lower() in {"a", "one", "exactly one"})
    ):
        return at_grain(day, "month", "ago")
    return at_grain(day, grain, "ago")


def _some_time_ago(unit: str, now: Reference) -> Meaning:
    """ "A few days ago" lies in the week before the report; vaguer counts reach back further."""
    day = now.day
    if unit in SHORT:
        return at_grain(day, now.grain, "ago", "inferred")
    if unit in {"day", "night", "weekend"} and now.grain == "day":
        return Meaning(between(add_days(day, -7).isoformat(), add_days(day, -1).isoformat()), "week", "ago.some", None, "inferred")
    if unit in {"week", "fortnight"}:
        return Meaning(between(month_text(add_months(day, -2)), month_text(day)), "month", "ago.some", None, "inferred")
    if unit in {"month", "quarter"}:
        return Meaning(between(month_text(add_months(day, -12)), month_text(day)), "year", "ago.some", None, "inferred")
    return Meaning(f"/{cut(day, 'year')}", "unknown", "ago.some", None, "inferred")


def _leads_to_an_act(match: re.Match[str]) -> bool:
    """Whether "eight days after" goes on with an act ("… the massacre"): the act named then lies so long before."""
    return match["dir"].lower() in {"after", "following"} and _ACT.match(match.string, match.end()) is not None


def read_later(match: re.Match[str], scene: Scene) -> Meaning:
    """ "two days later", "a month earlier", "the day before", "hours after": counted from the story's own last time."""
    base = scene.told
    if base is None:
        return unresolved("later")
    if base.grain != "day" and _unit(match) in DAILY and scene.day is not None:
        base = scene.day
    unit, sign = _unit(match), -1 if match["dir"].lower() in _BACK or _leads_to_an_act(match) else 1
    if match["dir"].lower() in {"from now", "hence"} and scene.issued is not None:
        base = scene.issued
    count = number_of(match["n"]) or (
        1 if match[0].lower().startswith(("the ", unit)) and not match[0].lower().startswith(unit + "s") else FEW
    )
    day, grain = move(base.day, "day" if unit in {"morning", "evening"} else unit, sign * count)
    if unit in SHORT:
        return at_grain(day, base.grain, "later", "inferred")
    if unit == "night" and sign < 0 and base.grain == "day":
        return Meaning(between(day.isoformat(), base.day.isoformat()), "range", "later", Reference(day))
    grain = coarser(grain, base.grain)
    meaning = at_grain(day, grain, "later", "stated" if scene.anchor is not None else "inferred")
    return replace(meaning, anchor=None) if sign < 0 and grain != "day" else meaning  # "a year earlier" compares; the story stays


def read_stretch(match: re.Match[str], scene: Scene) -> Meaning:
    """ "over the past month", "the last three weeks", "the next two days", "in recent days": up to, or from, the report's date."""
    now = scene.issued
    if now is None:
        return unresolved("stretch")
    mod, unit = match["mod"].lower(), _unit(match)
    count = number_of(match.groupdict().get("n")) or (1 if not match[0].rstrip().lower().endswith("s") else FEW)
    sign = 1 if mod in {"next", "coming", "following"} else -1
    other, _ = move(now.day, unit, sign * count)
    months = unit in {"year", "decade", "century", "centurie", "quarter"} or (unit == "month" and count > 2)
    grain = coarser("month" if months else "day", now.grain)
    first, last = sorted((other, now.day))
    vague = is_vague(match.groupdict().get("n")) or mod == "recent"
    return Meaning(between(cut(first, grain), cut(last, grain)), "range", "stretch", None, "inferred" if vague else "stated")


def read_straight(match: re.Match[str], scene: Scene) -> Meaning:
    """ "the second straight day", "for three consecutive days": the days that end where the story stands."""
    base = scene.told
    if base is None:
        return unresolved("straight")
    if scene.issued is not None and (scene.issued.day - base.day).days > 1:
        base = scene.issued  # a run of days is news: it reaches up to the report
    groups = match.groupdict()
    ordinal = (groups.get("ordinal") or "").lower()
    count = (
        number_of(groups.get("n")) or calendar_table().ordinals.get(ordinal) or (int(ordinal[0]) if ordinal[:1].isdigit() else FEW)
    )
    first, grain = move(base.day, _unit(match), 1 - count)
    grain = coarser(grain, base.grain)
    return Meaning(between(cut(first, grain), cut(base.day, grain)), "range", "straight", None, "inferred")


def read_then(match: re.Match[str], scene: Scene) -> Meaning:
    """ "the same day", "shortly after", "at the time", "following the clash": the time that the story stands at."""
    told = scene.told
    if told is None:
        return unresolved("story")
    return at_grain(
        told.day, told.grain, "story", "stated" if scene.anchor is not None and "same" in match[0].lower() else "inferred"
    )


def read_duration(match: re.Match[str], scene: Scene) -> Meaning:
    """A length of time without an end ("three days", "two-year"): no value of its own."""
    return unresolved("duration")


def read_set(match: re.Match[str], scene: Scene) -> Meaning:
    """A time that comes again ("every day", "weekly"): no value of its own."""
    return unresolved("set")
