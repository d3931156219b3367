"""Which names of a claim are those of private persons: victims, witnesses, unnamed and local sources (design section 9).

They are marked when the claim is stored; views and exports withhold them unless a person decides otherwise. A name that the
tables know, or that stands beside an office, is public; what looks like a person's own name is private when in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

from dateline.knowledge.actors import fold, load_lexicon, split_words
from dateline.knowledge.nouns import load_grammar, load_nouns
from dateline.knowledge.numbers import number_table, people_table, unit_table
from dateline.knowledge.sources import find_outlet, load_cues
from dateline.records.entry import KeptClaim

WITHHELD: Final = "(private person)"  # what stands in place of a withheld name
SETTLED: Final = frozenset(
    "actors." + rule
    for rule in (
        "name", "forces", "state", "band", "people", "epithet", "office", "leader", "demonym", "unknown", "post", "enemy",
        "coalition", "acronym",
    )
) | frozenset({"import.acled", "import.ucdp-ged"})  # rules whose answer is a side, an office or a class of people  # fmt: skip
IDENTIFIED: Final = "actors.identified"  # "a cadre, identified as NAME": the name is the side's, the words are the person's
PARTICLES: Final = frozenset("al el ul as ash abu abd bin ibn bint ben de del della da dos la le van von y e".split())  # noqa: SIM905
GIVEN: Final = frozenset(
    {"jordan", "chad", "israel", "georgia", "india", "kenya", "china"}
)  # countries that people are named after
LONGEST: Final[int] = 6  # words of a person's name, particles and all
POSTS: Final = frozenset(
    "chief director head chairman chairwoman chairperson spokesman spokeswoman spokesperson leader founder bishop archbishop".split()  # noqa: SIM905
)  # posts that make somebody public and that the tables of offices do not hold
BODIES: Final = frozenset(
    "organisation organization company school enterprise residences personnel team duo trio national international allies marathon".split()  # noqa: SIM905
)  # words of names that are no person's and that the tables of things do not hold
BESIDE: Final[int] = 60  # characters after a name and a comma in which its office or calling stands
PART: Final[int] = 3  # letters of the shortest part of a name that is withheld where it stands alone
_TAIL: Final = re.compile(r"\s*\([^)]*\)\Z")  # the country of an unnamed speaker: "guard (Colombia)"


def private_names(act: Mapping[str, Any], claim: Mapping[str, Any], text: str = "") -> tuple[str, ...]:
    """The private persons' names in an act and a claim as they are written in payloads, each once, in order.

    `text` is the report's: an office or a calling beside a name settles whose name it is ("Homs governor NAME" is public,
    "NAME, a nurse" is not).
    """
    found: dict[str, None] = {}
    spots = {fold(w) for row in (act, claim) for p in row.get("places") or () for w in (p.get("name"), p.get("text")) if w}
    for source in claim.get("source", ()):
        if _is_private_voice(source, text):
            found.update(dict.fromkeys(_spellings(source)))
    slots = ("initiators", "targets", "allies")
    for who in (w for row in (act, claim) for slot in slots for w in row.get(slot) or ()):
        found.update(dict.fromkeys(_party(who, text)))
    for figure in claim.get("quantities", ()):
        words = figure.get("text") or ""
        if figure.get("unit") == "people" and len(split_words(words)) > 1 and words.istitle() and bare_name(words):
            found[words] = None
    return tuple(name for name in found if fold(name) not in spots)


def _party(who: Mapping[str, Any], text: str) -> Iterator[str]:
    """The private names of one side of an act."""
    rule, printed = (who.get("basis") or {}).get("coder"), who.get("text") or ""
    if rule == IDENTIFIED and bare_name(printed, printed):
        yield printed
    if rule in SETTLED or rule == IDENTIFIED:
        return
    name = bare_name(who.get("name") or "", printed)
    if name is not None and "office" not in _nouns_before(name, text):
        yield from _spellings(who)


def _is_private_voice(source: Mapping[str, Any], text: str) -> bool:
    """Whether somebody who speaks is a private person. One nobody of a crowd ("residents") is not: a crowd has no face."""
    words, kind = source.get("name") or source.get("text") or "", source.get("kind")
    name = bare_name(words, source.get("text") or "")
    if name is None:
        return _is_someone(words, kind)
    beside = _nouns_before(name, text) | _nouns_after(name, text)
    if kind == "witness":
        return True
    if "office" in beside:
        return False
    return kind in ("official", "unknown") or "unarmed" in beside


def _is_someone(words: str, kind: str | None) -> bool:
    """Whether words without a name point at one private person: "guard (Colombia)", "a doctor at the hospital"."""
    forms = [w.form for w in split_words(_TAIL.sub("", words))]
    if not forms or forms[-1].endswith("s") or forms[-1] in unit_table().irregular:
        return False
    return "unarmed" in _noun_kinds(forms[-2:]) or (kind == "witness" and forms[-1] in _callings())


def _spellings(named: Mapping[str, Any]) -> Iterator[str]:
    """How a private person is called: the name, the name without titles, and the words unless they are a pronoun."""
    name, printed = named.get("name"), named.get("text")
    if name:
        yield name
    bare = bare_name(name or "", printed or "")
    if bare:
        yield bare
    if printed and fold(printed) not in load_nouns().pronouns:
        yield printed


@lru_cache(maxsize=1 << 16)
def bare_name(words: str, printed: str = "") -> str | None:
    """A person's own name without titles; None for a body, a state, a public figure of the tables, or words that are no name.

    `printed`: the words of the report. A single word counts only where it is printed with one capital ("Hayden").
    """
    tokens = split_words(words)
    if not tokens or len(tokens) > LONGEST + 2 or any(c.isdigit() or c in "()" for c in words):
        return None
    if find_outlet(words) is not None or _is_known(words):
        return None
    start = next((i for i, w in enumerate(tokens) if not _is_title(w.form)), len(tokens))
    rest = tokens[start:]
    own = [w for w in rest if w.form not in PARTICLES]
    if not own or len(rest) > LONGEST or not all(w.title for w in own) or any(w.form in _things() for w in own):
        return None
    cased = _is_cased(printed or words)
    if (len(own) == 1 or any(w.form in _callings() for w in own)) and not (cased and own[0].form not in _callings()):
        return None  # "Hayden" and "Mary Cook" are names, "XAVIER" and "suicide bomber" may be anything
    return words[rest[0].start : rest[-1].end]


def _is_cased(words: str) -> bool:
    """Whether words are printed as names are: every one with a capital, and not in capitals throughout."""
    tokens = [w for w in split_words(words) if w.form not in PARTICLES and len(w.text) > 1]
    return bool(tokens) and all(w.title and not w.upper for w in tokens)


def _is_known(words: str) -> bool:
    """Whether some of the words name an actor or a nation, or all of them a leader; a leader's surname may be anybody's."""
    tokens = split_words(words)
    for hit in load_lexicon().find(tokens, cased=True):
        entry, whole = hit.entries[0], hit.last - hit.first == len(tokens)
        if entry.form == "surname" and not whole:
            continue
        if entry.form == "name" and entry.kind == "state" and not whole and tokens[hit.first].form in GIVEN:
            continue
        return True
    return False


def _is_title(form: str) -> bool:
    return form in load_grammar().leading or bool(_noun_kinds([form]))


@cache
def _things() -> frozenset[str]:
    """Words that stand in no person's name: bodies, things that are counted, crowds, numbers, pronouns."""
    nouns, numbers, units, people = load_nouns(), number_table(), unit_table(), people_table()
    counted = {word for unit in units.units.values() for word in (unit, f"{unit}s")}
    crowds = {f"{noun}s" for noun in people.groups} | set(units.irregular) | set(people.bands)
    crowds |= {key[0] for key, noun in nouns.agents.items() if len(key) == 1 and (noun.kind == "organ" or key[0].endswith("s"))}
    figures = {w for w in (*numbers.cardinals, *numbers.scales, *numbers.vague) if w.isalpha()}
    own = set(nouns.property) | set(nouns.containers) | set(nouns.pronouns)
    return frozenset(BODIES | counted | crowds | figures | own | load_cues().documents | load_grammar().openers)


@cache
def _callings() -> frozenset[str]:
    """Nouns for one person, which may be a surname too: "driver", "cook", "colonel"."""
    return frozenset(people_table().groups) | {key[0] for key in load_nouns().agents if len(key) == 1}


def _noun_kinds(forms: list[str]) -> set[str]:
    """The kinds of actor that the words name, alone or two or three together; a public post counts as an office."""
    agents = load_nouns().agents
    parts = (tuple(forms[i : i + n]) for n in (1, 2, 3) for i in range(len(forms) - n + 1))
    found: set[str] = {noun.kind for part in parts if (noun := agents.get(part)) is not None}
    return found | ({"office"} if POSTS & set(forms) else set())


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return fold(text)


def _places(name: str, text: str) -> Iterable[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", _folded(text)) if text else ()


def _nouns_before(name: str, text: str) -> set[str]:
    """The kinds of the nouns right before a name, wherever the text gives it: "Homs governor NAME"."""
    folded, found = _folded(text), set[str]()
    for match in _places(name, text):
        before = re.split(r"[,;:\n”\"()]|(?<!\b\w)\. ", folded[max(0, match.start() - BESIDE) : match.start()])[-1]
        forms = [w.form for w in split_words(before)]
        found |= set().union(*(_noun_kinds(forms[-n:]) for n in (1, 2, 3) if _ends_in_noun(forms[-n:])))
    return found


def _ends_in_noun(forms: list[str]) -> bool:
    return tuple(forms) in load_nouns().agents or bool(POSTS & set(forms[-1:]))


def _nouns_after(name: str, text: str) -> set[str]:
    """The kinds of the nouns in the apposition after a name: "NAME, a nurse in the old town,"."""
    folded, found = _folded(text), set[str]()
    for match in _places(name, text):
        after = re.match(r"\s*[,(–—]\s*([^,.;:\n”\"()–—]+)", folded[match.end() : match.end() + BESIDE])
        if after:
            found |= _noun_kinds([w.form for w in split_words(after[1])])
    return found


def withhold(words: str, private: Collection[str]) -> str:
    """The words with every private name replaced: whole names whatever their case, and the parts of a person's name alone."""
    return _pattern(tuple(sorted(n for n in set(private) if n))).sub(WITHHELD, words) if private else words


def hidden(words: str, private: Collection[str]) -> tuple[tuple[int, int], ...]:
    """The spans (start, end) of the words that `withhold` replaces, in order."""
    return tuple(m.span() for m in _pattern(tuple(sorted(n for n in set(private) if n))).finditer(words)) if private else ()


@lru_cache(maxsize=4_096)
def _pattern(private: tuple[str, ...]) -> re.Pattern[str]:
    """What finds private names in words, the longest first; it finds nothing where there are none."""
    if not private:
        return re.compile(r"(?!)")
    parts: dict[str, None] = {}
    for name in private:
        own = [w.text for w in split_words(bare_name(name) or "") if len(w.text) >= PART and w.form not in PARTICLES]
        for part in own if len(own) > 1 else ():
            low = (part.lower(),) if name.lower() in private else ()
            parts.update(dict.fromkeys((part, part.upper(), *low)))
    names = "|".join(re.escape(n) for n in sorted(private, key=lambda n: (-len(n), n)))
    alone = "|".join(re.escape(p) for p in sorted(parts, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<!\w)(?:(?i:{names}){f'|{alone}' if alone else ''})(?!\w)")


def withheld(claim: KeptClaim) -> KeptClaim:
    """The claim as it may be shown to everybody: without the names of private persons, and without the list of them."""
    private = claim.private
    if not private:
        return claim

    def plain(words: str | None) -> str | None:
        return None if words is None else withhold(words, private)

    return replace(
        claim,
        words=withhold(claim.words, private),
        parties=tuple(replace(p, name=withhold(p.name, private), words=plain(p.words)) for p in claim.parties),
        voices=tuple(replace(v, name=withhold(v.name, private), words=plain(v.words)) for v in claim.voices),
        figures=tuple(
            replace(f, group=plain(f.group), words=withhold(f.words, private), part_of=plain(f.part_of)) for f in claim.figures
        ),
        changes=tuple(replace(c, loser=plain(c.loser), holder=plain(c.holder)) for c in claim.changes),
        private=(),
    )
