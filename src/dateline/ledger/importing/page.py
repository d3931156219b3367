"""A row written out as a text, so that every value that is taken from it points at the words that say it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from dateline.knowledge.actors import Entry, fold, load_lexicon, load_states, split_words
from dateline.knowledge.sources import find_outlet
from dateline.records import Basis, HowMany, Numbers, Source, Span, When, Where, Who

_TAIL: Final = re.compile(r"\s*\([^()]*\)\Z")
_FORCES: Final = re.compile(r"(?:Military|Police|Security) Forces of (?:the )?(?P<state>[^(]+?)\s*(?:\(.*)?\Z")
_CROWDS: Final = ("Civilians", "Protesters", "Rioters")
_VOICES: Final[dict[str, str]] = {
    "media": "media", "state_media": "media", "belligerent_media": "belligerent", "military": "belligerent",
    "government": "government", "state_body": "government", "state": "government", "monitor": "monitor", "ngo": "monitor",
    "igo": "igo", "armed_group": "belligerent", "coalition": "belligerent",
}  # the kind of voice that an outlet or an actor of this kind has  # fmt: skip


class Page:
    """The text of a row, "column: value" a line, and the values taken from it. `coder` names the rules that take them."""

    def __init__(self, cells: Mapping[str, str], order: Iterable[str], coder: str) -> None:
        self.coder = coder
        self.spans: dict[str, Span] = {}
        lines, at = list[str](), 0
        for column in order:
            value = " ".join(cells.get(column, "").split())
            if value:
                line = f"{column}: {value}\n"
                self.spans[column] = Span(at + len(column) + 2, at + len(line) - 1)
                lines.append(line)
                at += len(line)
        self.text = "".join(lines)

    def basis(self, span: Span | None = None, inferred: bool = False) -> Basis:
        """The basis of a value from these words."""
        return Basis("inferred" if inferred else "stated", self.coder, (span,) if span else ())

    def quote(self, columns: Iterable[str]) -> Span:
        """The words of the first of these columns that says anything; all of the text where none does."""
        return next((self.spans[c] for c in columns if c in self.spans), Span(0, len(self.text)))

    def parts(self, column: str, split: str | None = None) -> list[Span]:
        """The spans of a cell's values: one, or several that a mark parts."""
        span = self.spans.get(column)
        if span is None or not split:
            return [span] if span else []
        words, out, at = span.read(self.text), [], span.start
        for part in words.split(split):
            bare = part.strip()
            if bare:
                start = at + len(part) - len(part.lstrip())
                out.append(Span(start, start + len(bare)))
            at += len(part) + len(split)
        return out

    def who(self, span: Span, inferred: bool = False) -> Who:
        """A side."""
        return Who(actor_name(span.read(self.text)), span, self.basis(span, inferred))

    def source(self, span: Span, kind: str = "unknown", joint: bool = False) -> Source:
        """A voice; `kind` where the tables do not know it."""
        name = span.read(self.text)
        return Source(name, voice_kind(name) or kind, span, self.basis(span), joint)

    def place(self, span: Span, told: Mapping[str, Any]) -> Where:
        """A place with its `precision`, `lat`, `lon`, `country` and `admin1`."""
        return Where(span.read(self.text), span=span, basis=self.basis(span), **told)

    def figure(self, span: Span, measure: str, group: str | None, numbers: Numbers, part_of: Span | None = None) -> HowMany:
        """A count of people."""
        return HowMany(span, measure, "people", group, numbers, self.basis(span), part_of)

    def when(self, value: str | None, precision: Any, span: Span | None) -> When:
        """A time."""
        return When(value, precision, span, self.basis(span))


def digest(*parts: str) -> str:
    """An id from content: 16 hex digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def take_number(words: str | None, name: str) -> float | None:
    """A count of 0 or more; None for an empty cell. Raises ValueError."""
    if words is None:
        return None
    try:
        value = float(words)
    except ValueError as error:
        raise ValueError(f"{name} {words!r} is not a number") from error
    if value < 0 or value != value or value == float("inf"):
        raise ValueError(f"{name} {words!r} is not a count")
    return int(value) if value == int(value) else value


def take_degrees(words: str | None, name: str) -> float | None:
    """A coordinate; None for an empty cell. Raises ValueError."""
    if words is None:
        return None
    try:
        return float(words)
    except ValueError as error:
        raise ValueError(f"{name} {words!r} is not a number") from error


def take_date(words: str | None, name: str, formats: Iterable[str] = ("%Y-%m-%d",)) -> date | None:
    """A day; None for an empty cell. A time of day behind it is passed over. Raises ValueError."""
    if words is None:
        return None
    for form in formats:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise ValueError(f"{name} {words!r} is not a date like {' or '.join(date(2016, 12, 11).strftime(f) for f in formats)}")


def country_code(name: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name, or of the two letters themselves; None where the tables do not know it."""
    if name is None:
        return None
    plain = _TAIL.sub("", name)
    return next((code for words in (name, plain) if (code := _countries().get(fold(words))) is not None), None)


@cache
def _countries() -> dict[str, str]:
    return {fold(name): s.iso for s in load_states().values() for name in (s.iso, s.name, *s.aliases)}


def actor_name(words: str) -> str:
    """The canonical name of an actor as a data set calls it, where the tables know it whole; else the words.

    "Military Forces of Syria (2000-)" is a government; "Civilians (Syria)" is written as the codebook does.
    """
    forces = _FORCES.match(words)
    code = country_code(forces["state"]) if forces else None
    if code is not None:
        return load_states()[code].government
    if words.startswith(_CROWDS):
        return words[0].lower() + words[1:]
    for plain in (words, _TAIL.sub("", words)):
        names = {e.name for e in _look_up(plain) if e.form in ("name", "force")}
        if len(names) == 1:
            return names.pop()
    return words


def _look_up(words: str) -> tuple[Entry, ...]:
    return load_lexicon().look_up(tuple(w.form for w in split_words(words)))


def voice_kind(name: str) -> str | None:
    """The kind of voice that a known outlet or actor has; None for one that the tables do not know."""
    outlet = find_outlet(name)
    if outlet is not None:
        return _VOICES.get(outlet.kind)
    kinds = {_VOICES.get(e.kind) for e in _look_up(_TAIL.sub("", name)) if e.form in ("name", "force")}
    return kinds.pop() if len(kinds) == 1 else None
