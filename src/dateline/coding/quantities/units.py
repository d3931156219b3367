"""What a quantity counts: a singular unit, and for people their group class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.coding.quantities.words import Word, is_number_word, split_words
from dateline.knowledge.numbers import number_table, people_table, unit_table

PEOPLE: Final[str] = "people"
UNKNOWN: Final[str] = "unknown"
MAX_UNIT_WORDS: Final[int] = 4  # words of a compound unit ("rocket propelled grenade launcher")

_CONNECTED: Final = re.compile(
    r".+-(?:held|backed|led|based|made|owned|controlled|linked|affiliated|run|allied|occupied|style|registered|aligned|fired)$"
)
_DEMONYM: Final = re.compile(r".{3,}(?:ian|ians|ese|ish|stani)$")
_NO_PLURAL: Final = ("ss", "us", "sis", "xis", "'s")  # endings in s that are no plural ("bus", "crisis", "mass")
_PLACEHOLDERS: Final = frozenset(
    {"dead", "killed", "wounded", "injured", "hurt", "missing", "casualties", "fatalities", "deaths", "injuries", "victims"}
)
_DEFAULT_MIXED: Final = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: `people`, or a thing in the singular; `group` is the class for people, else None.

    `stated`: False where the words name nothing countable (a bare "34", a person's name) and `people` is a guess.
    """

    unit: str
    group: str | None
    stated: bool = True


@cache
def _known_nouns() -> frozenset[str]:
    return frozenset([*people_table().groups, *unit_table().units])


def singular(noun: str) -> str:
    """The singular of an English noun in lower case ("caches" → "cache", "militiamen" → "militiaman")."""
    irregular = unit_table().irregular
    last = noun.rsplit("-", 1)[-1]
    if noun in irregular:
        return irregular[noun]
    if last in irregular:
        return noun[: len(noun) - len(last)] + irregular[last]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if not noun.endswith("s") or noun.endswith(_NO_PLURAL) or len(noun) < 4 or noun in unit_table().no_plurals:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun[:-1]


def is_plural_noun(word: str) -> bool:
    """Whether one word in lower case looks like a plural noun."""
    if word in unit_table().irregular:
        return word not in {"media", "headquarters", "series", "corps", "police", "personnel"} or word in {"personnel", "police"}
    return singular(word) != word


def head_words(words: Sequence[Word]) -> list[str]:
    """The words up to and with the head noun, in lower case, without what leads in to them or follows."""
    out: list[str] = []
    for position, word in enumerate(words):
        if word.is_mark and word.text not in {"'", '"', "“", "”", "."}:
            if out and word.text in {",", ";", ":", "(", "["}:
                break
            continue
        if word.is_mark:
            continue
        if word.text in unit_table().stops and not (word.text in unit_table().leading and not out):
            if out:
                break
            continue
        if not out and (word.text in unit_table().leading or _is_count_word(words, position)):
            continue
        out.append(word.text.removesuffix("'s"))
    return out


@cache
def _vague_words() -> frozenset[str]:
    table = number_table()
    phrases = [*table.vague, *table.exact, *table.before, *table.after, *table.none]
    return frozenset(word for phrase in phrases for word in phrase.split())


def _is_count_word(words: Sequence[Word], position: int) -> bool:
    text = words[position].text
    if is_number_word(text) or text in _vague_words() or text.removesuffix("s") in number_table().scales:
        return True
    return text[0].isdigit() or text[0] in "$£€"


def is_plural(phrase: str) -> bool:
    """Whether the head of a phrase is a plural noun; a person's name in mixed case is not ("Carlos Torres")."""
    words = split_words(phrase)
    head = head_words(words)
    if not head:
        return any(is_plural_noun(w.text) for w in words)
    if not is_plural_noun(head[-1]):
        return head[-1] in _PLACEHOLDERS
    if len(head) < 2 or singular(head[-1]) in _known_nouns():
        return True
    start = phrase.lower().rfind(head[-1])
    named = phrase[start : start + 1].isupper() and not phrase.isupper() and _DEFAULT_MIXED.search(phrase) is not None
    return not (named and not _DEMONYM.match(head[-1]) and phrase[:1].isupper())


def _group(head: Sequence[str]) -> str | None:
    """The group class of the last words of a head ("aid worker" before "worker"), or None where they are no people."""
    groups = people_table().groups
    last = singular(head[-1])
    if len(head) > 1 and f"{head[-2]} {last}" in groups:
        return groups[f"{head[-2]} {last}"]
    if last.endswith("woman") and len(last) > 6:
        return groups.get(last, "women")
    return groups.get(last)


def _measure(words: Sequence[Word]) -> str | None:
    """A currency, a percentage or another measure as the unit ("£1.1bn" → "pound sterling", "30% of territory")."""
    table = unit_table()
    texts = [w.text for w in words]
    for text in texts:
        sign = re.match(r"(us\$|rs|[$£€])[.\s]?\d", text)
        if sign:
            return table.currency_signs[sign[1]]
        if text.endswith("%") or text in {"%", "percent", "pct", "percentage"} or (text == "per" and "cent" in texts):
            return "percent of territory" if {"territory", "city", "land", "town", "area", "country"} & set(texts) else "percent"
    return None


def _plain(head: Sequence[str]) -> str:
    """A thing's unit: the known unit at the end of the head, else the head without what only says whose it is."""
    table = unit_table()
    last = singular(head[-1])
    for length in range(min(3, len(head)), 0, -1):
        phrase = " ".join([*head[len(head) - length : -1], last])
        if phrase in table.units:
            return table.units[phrase]
    kept: list[str] = []
    for word in reversed(head[:-1]):
        if word in table.modifiers or _CONNECTED.match(word) or _DEMONYM.match(word) or len(kept) + 1 == MAX_UNIT_WORDS:
            break
        kept.append(word)
    return " ".join([*reversed(kept), last])


def _after_of(words: Sequence[Word]) -> str | None:
    """The class of people behind a band or a body ("a mob of 50 persons", "bodies of villagers")."""
    for position, word in enumerate(words):
        if word.text == "of" and position + 1 < len(words):
            head = head_words(words[position + 1 :])
            return _group(head) if head else None
    return None


def read_unit(words: str) -> Unit:
    """What the words count: unit and group class. Bare numbers and names count as people of class "unknown"."""
    parts = split_words(words)
    measure = _measure(parts)
    if measure is not None:
        return Unit(measure, None)
    head = head_words(parts)
    if not head:
        stated = any(w.text in _PLACEHOLDERS for w in parts)
        return Unit(PEOPLE, UNKNOWN, stated)
    group = _group(head)
    if group is not None:
        behind = _after_of(parts) if singular(head[-1]) in {"body", "corpse", "member", "number"} else None
        return Unit(PEOPLE, behind or group)
    if singular(head[-1]) in people_table().bands:
        behind = _after_of(parts)
        if behind is not None:
            return Unit(PEOPLE, behind)
    if (singular(head[-1]) not in _known_nouns() and _is_name(words, head)) or _DEMONYM.match(head[-1]):
        return Unit(PEOPLE, _titled(head), stated=False)
    title = _titled_name(words, head)
    return Unit(PEOPLE, title) if title is not None else Unit(_plain(head), None)


def _is_name(phrase: str, head: Sequence[str]) -> bool:
    """Whether the phrase is a person's name: no number, no article, and capitals in mixed case, or a lone singular in capitals."""
    first = phrase.split()[0].lower()
    if first in unit_table().leading or first[0].isdigit() or is_number_word(first):
        return False
    if phrase.islower():
        return False
    if phrase.isupper():
        return not is_plural_noun(head[-1])
    return phrase[:1].isupper() and not phrase.split()[0].isupper()


def _titled(head: Sequence[str]) -> str:
    """The group class that a title gives to a name ("Soldier Luis Mora"), else unknown."""
    groups = people_table().groups
    return next((groups[w] for w in head if groups.get(w) == "combatants"), UNKNOWN)


def _titled_name(phrase: str, head: Sequence[str]) -> str | None:
    """The group class of "the cleric Munir Farhat": a word for a person, then capitals; None where there is none."""
    at = phrase.lower().rfind(head[-1])
    if phrase.isupper() or not phrase[at : at + 1].isupper():
        return None
    return next((people_table().groups[w] for w in head[:-1] if w in people_table().groups), None)
