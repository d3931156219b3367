"""Finds known names in a text: the longest name at each word, with every actor that the name may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from dateline.knowledge.actors.registry import Actor, Leader, State, load_actors, load_leaders, load_states
from dateline.knowledge.actors.words import Word, split_words
from dateline.knowledge.tables import read_yaml

Form = Literal["name", "demonym", "metonym", "force", "leader", "surname"]
LONG_ACRONYM: Final[int] = 4  # letters; some papers write longer ones with one capital ("Nato"), shorter ones never
MIN_SURNAME: Final[int] = 4  # letters; shorter surnames are too often other words
PARTICLES: Final = frozenset({"al", "el", "as", "ash", "ul", "bin", "ibn", "de", "la", "van", "von", "jr", "sr", "ii", "iii"})

TWO_SURNAMES: Final = frozenset(
    ("AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "UY", "VE")
)  # states whose people bear two surnames, the father's first


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may mean: the canonical actor, its kind ("state" for states and leaders), how the name names it,
    the states it belongs to, and the ISO dates between which the name holds (None: open)."""

    name: str
    kind: str
    form: Form
    countries: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text: words [first, last), and its possible meanings."""

    first: int
    last: int
    entries: tuple[Entry, ...]


Key = tuple[str, ...]


class Lexicon:
    """An index of names by their folded words."""

    def __init__(self) -> None:
        self._entries: dict[Key, list[Entry]] = {}
        self._capital: dict[Key, str] = {}
        self._lengths: dict[str, list[int]] = {}
        self._common: frozenset[str] = frozenset(read_yaml("nouns", "agents.yaml")["common_words"])

    def add(self, text: str, entry: Entry) -> None:
        """Lets a name mean an actor. An all-capital name, or one that is a common word, needs its capitals."""
        words = split_words(text.removeprefix("the ").removeprefix("The "))
        key = tuple(word.form for word in words)
        if not key:
            return
        entries = self._entries.setdefault(key, [])
        if entry not in entries:
            entries.append(entry)
        if len(words) == 1 and (words[0].upper or key[0] in self._common):
            self._capital.setdefault(key, words[0].text)
        lengths = self._lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            lengths.append(len(key))
            lengths.sort(reverse=True)

    def look_up(self, key: Key) -> tuple[Entry, ...]:
        """The meanings of exactly these folded words."""
        return tuple(self._entries.get(key, ()))

    def _fits_case(self, key: Key, word: Word, cased: bool) -> bool:
        spelling = self._capital.get(key)
        if spelling is None:
            return True
        if not cased:
            return key[0] not in self._common
        if word.upper or word.text == spelling:
            return True
        return word.title and len(spelling) >= LONG_ACRONYM and key[0] not in self._common

    def find(self, words: Sequence[Word], cased: bool) -> list[Hit]:
        """The known names of a text, the longest at each place, none overlapping."""
        return list(self._scan(words, cased))

    def _scan(self, words: Sequence[Word], cased: bool) -> Iterator[Hit]:
        at = 0
        while at < len(words):
            step = 1
            for length in self._lengths.get(words[at].form, ()):
                key = tuple(word.form for word in words[at : at + length])
                if len(key) == length and key in self._entries and self._fits_case(key, words[at], cased):
                    yield Hit(at, at + length, tuple(self._entries[key]))
                    step = length
                    break
            at += step


def _add_actor(lexicon: Lexicon, actor: Actor) -> None:
    lexicon.add(actor.name, Entry(actor.name, actor.kind, "name", actor.countries, actor.start, actor.end))
    for alias in actor.aliases:
        start, end = alias.start or actor.start, alias.end or actor.end
        lexicon.add(alias.text, Entry(actor.name, actor.kind, "name", actor.countries, start, end))


_OFFICIAL: Final = ("government of", "government of the")


def _add_state(lexicon: Lexicon, state: State) -> None:
    def put(texts: Sequence[str], form: Form) -> None:
        for text in texts:
            lexicon.add(text, Entry(state.government, "state", form, (state.iso,)))

    put((state.name, *state.aliases), "name")
    names = (state.name, *state.aliases)
    put(tuple(f"{prefix} {name}" for name in names for prefix in _OFFICIAL), "force")
    put(state.demonyms, "demonym")
    put(tuple(f"{demonym}s" for demonym in state.demonyms if not demonym.endswith(("s", "sh", "ch", "ese"))), "demonym")
    put(state.metonyms, "metonym")
    put(state.forces, "force")


def _surname(name: str, iso: str) -> str | None:
    words = [word for word in split_words(name) if word.form not in PARTICLES]
    if iso in TWO_SURNAMES and len(words) > 2:
        words.pop()
    return words[-1].form if len(words) > 1 and len(words[-1].form) >= MIN_SURNAME else None


def _add_leader(lexicon: Lexicon, leader: Leader, government: str) -> None:
    for start, end in leader.terms or ((None, None),):
        for text in (leader.name, *leader.aliases):
            entry = Entry(government, "state", "leader", (leader.iso,), start, end, leader.name)
            if len(split_words(text)) > 1:
                lexicon.add(text, entry)
            surname = _surname(text, leader.iso)
            if surname:
                lexicon.add(surname, Entry(government, "state", "surname", (leader.iso,), start, end, leader.name))


@cache
def load_lexicon() -> Lexicon:
    """The index of every actor, state and leader, built once. Errors: knowledge.invalid."""
    lexicon = Lexicon()
    for actor in load_actors():
        _add_actor(lexicon, actor)
    states = load_states()
    for state in states.values():
        _add_state(lexicon, state)
    for leader in load_leaders():
        if leader.iso in states:
            _add_leader(lexicon, leader, states[leader.iso].government)
    return lexicon
