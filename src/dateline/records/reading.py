"""What has been read and resolved in one report, before it is put together into events."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.attribution import Source
from dateline.records.howmany import HowMany
from dateline.records.mention import Link, Mention, Sentence, Trigger
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the encoder's heads read in one report; `same` holds pairs of triggers with the score that they tell one act.

    `groups` gives each quantity mention's group class, `kinds` each source mention's kind, by position in `mentions`.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    links: tuple[Link, ...]
    same: tuple[tuple[int, int, float], ...] = ()
    groups: tuple[str | None, ...] = ()
    kinds: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What each mention of a reading stands for, by its position in `mentions`; None where its kind is another.

    A `HowMany` still bears the measure "other": the measure belongs to the tie between a figure and an act.
    """

    who: tuple[Who | None, ...]
    where: tuple[Where | None, ...]
    when: tuple[When | None, ...]
    howmany: tuple[HowMany | None, ...]
    source: tuple[Source | None, ...]
