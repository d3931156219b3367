"""What a place phrase is made of: the name, the kind of place, how the act lies to it, and what it lies in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from dateline.knowledge.gazetteer import load_words

Relation = Literal["at", "near", "part"]
_WORD: Final = re.compile(r"[^\s,;()\"“”]+|,")
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\s|$)", re.IGNORECASE)
_DISTANCE: Final = re.compile(r"\b(?:km|kilometers?|kilometres?|miles?)\b", re.IGNORECASE)
_INTO: Final = frozenset({"in", "of", "inside"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`name` is "" for a phrase that only points back ("the city"); `kind` as words.yaml names it, None where no word tells;
    `part` keeps the direction word of "central Mali"; `within` are the names of what it lies in, nearest first."""

    name: str
    kind: str | None = None
    kind_word: str | None = None
    relation: Relation = "at"
    part: str | None = None
    within: tuple[str, ...] = ()


Known = Callable[[str], bool]


def parse_phrase(words: str, known: Known) -> Phrase:
    """The parts of a place phrase. `known` tells whether a name is in the gazetteer ("South Sudan" is never cut)."""
    text = _POSSESSIVE.sub(lambda m: " of_whom ", words.strip(" \t\n.,;:()\"“”'’")) if "’" in words or "'" in words else words
    if known(words) and not all(_plain(w) for w in words.split()):
        return _with_kind(words)
    if " of_whom " in text:
        owner, rest = text.split(" of_whom ", 1)
        inner = parse_phrase(owner, known)
        kind = _kind_of(rest.split()[-1]) if rest.split() else None
        if inner.name == owner or not inner.name:
            return replace(inner, relation="part" if inner.kind == "country" or kind else inner.relation)
    tokens = _WORD.findall(words)
    head, within = _split_container(tokens, known)
    return replace(_strip(Phrase(""), head, known), within=within)


def _kind_of(word: str) -> str | None:
    return load_words().kinds.get(word.casefold().strip("."))


def _with_kind(name: str) -> Phrase:
    last = name.split()[-1]
    kind = _kind_of(last) if len(name.split()) > 1 else None
    return Phrase(name, kind if kind in ("first", "second", "sea") else None, last if kind else None)


def _split_container(tokens: list[str], known: Known) -> tuple[list[str], tuple[str, ...]]:
    """The words before a comma or an "in", "of" that leads to a known place, and the names after it."""
    for at, token in enumerate(tokens):
        rest = [t for t in tokens[at + 1 :] if t != ","]
        if not at or not rest:
            continue
        if token == ",":
            names = " ".join(tokens[at + 1 :]).split(" , ")
            return tokens[:at], tuple(_cut_filler(n.split(), known) for n in names)
        if token.casefold() in _INTO and not all(_plain(t) for t in tokens[:at]):
            if known(" ".join(tokens)) or (token.casefold() == "of" and not _kind_of(tokens[at - 1])):
                continue
            return tokens[:at], (_cut_filler(rest, known),)
    return tokens, ()


def _cut_filler(words: list[str], known: Known) -> str:
    return _strip(Phrase(""), words, known).name


def _plain(word: str) -> bool:
    """Whether a word never names a place by itself."""
    table, word = load_words(), word.casefold().strip(".")
    return (
        word in table.kinds
        or word in table.filler
        or word in table.directions
        or any((word,) == n for n in table.near)
        or not word[:1].isalpha()
    )


def _strip(phrase: Phrase, words: list[str], known: Known) -> Phrase:
    """Takes relation, direction, kind and filler words off both ends until the name is left."""
    table = load_words()
    words = [w for w in words if w != ","]
    while words and (not known(" ".join(words)) or all(_plain(w) for w in words)):
        lower = [w.casefold() for w in words]
        near = next((n for n in table.near if tuple(lower[: len(n)]) == n), None)
        if near:
            phrase, words = replace(phrase, relation="near"), words[len(near) :]
        elif lower[0] in table.directions:
            toward = lower[1:2] in (["of"], ["from"])
            phrase = replace(phrase, relation="near") if toward else replace(phrase, part=lower[0], relation="part")
            words = words[2:] if toward else words[1:]
        elif _DISTANCE.search(lower[0]) or lower[0][:1].isdigit():
            phrase, words = replace(phrase, relation="near"), words[1:]
        elif lower[0] in table.filler or not any(c.isalnum() for c in lower[0]):
            words = words[1:]
        elif lower[0] in table.kinds and lower[0] not in table.kept:
            phrase, words = _kinded(phrase, words[0]), words[2:] if lower[1:2] == ["of"] else words[1:]
        elif lower[-1] in table.kinds and (lower[-1] not in table.kept or len(words) == 1):
            phrase, words = _kinded(phrase, words[-1]), words[:-1]
        elif lower[-1] in table.directions or lower[-1] in ("of", "the", "and", "in"):
            words = words[:-1]
        else:
            break
    name = " ".join(words)
    if words and phrase.kind is None and len(words) > 1 and _kind_of(words[-1]):
        return replace(phrase, name=name, kind=_kind_of(words[-1]), kind_word=words[-1])
    return replace(phrase, name=name)


def _kinded(phrase: Phrase, word: str) -> Phrase:
    """The first kind word decides, but a general one ("area") yields to any other."""
    if phrase.kind in (None, "area") or _kind_of(word) == "country":
        return replace(phrase, kind=_kind_of(word), kind_word=word)
    return phrase
