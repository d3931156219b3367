"""Tables of people's own, by a mapping file (YAML) that says which column holds what of the codebook.

Under `columns`, each field of FIELDS is a column's name, or an object: `column` or `constant`; `values` (from the table's word to
the codebook's) with `else` for any other; `format` of a date as strptime takes it; `split`, the mark between several names.
`figures` lists objects of `measure`, `group`, `unit` and the columns of `best`, `low`, `high`. `omit` lists columns that are not
taken in. See docs/how-to/import-data.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from dateline.errors import DatelineError
from dateline.ledger.importing.page import Page, digest, take_date, take_degrees, take_number
from dateline.ledger.importing.rows import Row
from dateline.ledger.importing.scheme import Scheme, Told
from dateline.records import Claim, ControlChange, Event, HowMany, Numbers, Source, Span, When, Where, Who
from dateline.records.edtf import day_span

CODER: Final = "import.csv"
FIELDS: Final = frozenset(
    [
        "id", "title", "url", "published", "words", "type", "mode", "scope", "status", "evidence", "when", "until", "place",
        "latitude", "longitude", "country", "admin1", "precision", "initiators", "targets", "allies", "weapons", "sources",
        "source_kind", "private", "control_to", "control_from",
    ]
)  # fields of the codebook that a column may hold  # fmt: skip
FORMS: Final = frozenset({"column", "constant", "values", "else", "format", "split"})


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value comes from."""

    column: str | None = None
    constant: str | None = None
    values: Mapping[str, str] | None = None
    other: str | None = None
    format: str | None = None
    split: str | None = None

    def take(self, row: Row, name: str) -> str | None:
        """The value in a row; None for an empty cell. Raises ValueError for a word that `values` does not have."""
        words = row.take(self.column) if self.column is not None else self.constant
        if words is None or self.values is None:
            return words
        found = self.values.get(words, self.values.get(words.lower(), self.other))
        if found is None:
            raise ValueError(f"{name} {words!r} is not among the values of the mapping")
        return found


@dataclass(frozen=True, slots=True)
class Count:
    """A figure: what it counts, and the columns of its numbers."""

    measure: str
    unit: str
    group: str | None
    best: str | None
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class _Mapping:
    """A mapping file as it was read."""

    fields: Mapping[str, Field]
    counts: tuple[Count, ...]
    omit: frozenset[str]

    def read(self, row: Row) -> Told:
        """What a row says. Raises ValueError where a cell does not fit."""
        return _Reading(self, row).told()


def load_mapping(path: Path) -> Scheme:
    """The scheme of a mapping file. Raises DatelineError `import.mapping`, which names what is wrong, and `read.missing`."""
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DatelineError("read.missing", str(error)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DatelineError("import.mapping", f"{path}: {error}") from error
    try:
        return _scheme(told)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DatelineError("import.mapping", f"{path}: {'lacks ' if isinstance(error, KeyError) else ''}{error}.") from error


def _scheme(told: Mapping[str, Any]) -> Scheme:
    unknown = set(told) - {"name", "voice", "columns", "figures", "omit"}
    fields = {name: _field(name, value) for name, value in told["columns"].items()}
    unknown |= set(fields) - FIELDS
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: not known; fields are {', '.join(sorted(FIELDS))}")
    counts = tuple(
        Count(f["measure"], f.get("unit", "people"), f.get("group"), f.get("best"), f.get("low"), f.get("high"))
        for f in told.get("figures") or ()
    )
    omit = tuple(told.get("omit") or ())
    columns = [f.column for f in fields.values()] + [c for n in counts for c in (n.best, n.low, n.high)]
    needed = tuple(dict.fromkeys(c for c in columns if c is not None))
    if "type" not in fields or not needed or set(needed) & set(omit):
        raise ValueError("columns must hold a type; none of those used may be omitted")
    mapping = _Mapping(fields, counts, frozenset(omit))
    return Scheme(str(told.get("name") or "csv"), needed, mapping.read, str(told.get("voice") or "monitor"), omit)


def _field(name: str, value: Any) -> Field:
    if isinstance(value, str):
        return Field(value)
    if not isinstance(value, dict) or set(value) - FORMS or ("column" in value) == ("constant" in value):
        raise ValueError(f"{name}: a column's name, or an object of {', '.join(sorted(FORMS))} with a column or a constant")
    values = value.get("values")
    constant = value.get("constant")
    return Field(
        value.get("column"), None if constant is None else str(constant),
        None if values is None else {str(k): str(v) for k, v in values.items()}, value.get("else"), value.get("format"), value.get("split"),
    )  # fmt: skip


class _Reading:
    """One row while it is read."""

    def __init__(self, mapping: _Mapping, row: Row) -> None:
        self.mapping, self.row = mapping, row
        first = mapping.fields.get("words")
        order = [c for c in row.cells if first is not None and c == first.column]
        self.page = Page(row.cells, [*order, *(c for c in row.cells if c not in order)], CODER)

    def told(self) -> Told:
        """What the row says."""
        page, take = self.page, self.take
        key = take("id") or digest(CODER, page.text)
        words = self.mapping.fields.get("words")
        quote = page.quote((words.column,) if words is not None and words.column else ())
        claim = Claim(
            digest(CODER, key), quote, None, self.sources(), take("status") or "happened", tuple(self.figures()), page.basis(quote),
            evidence=take("evidence"),
        )  # fmt: skip
        places = self.places()
        event: Any = Event(
            id=digest(CODER, key, "event"), type=take("type") or "other", mode=take("mode"), scope=take("scope") or "event",  # type: ignore[arg-type]
            initiators=self.sides("initiators"), targets=self.sides("targets"), allies=self.sides("allies"),
            weapons=tuple(self.spans("weapons")), places=places, when=self.when(), control=self.control(places), claims=(claim,),
            basis=page.basis(quote),
        )  # fmt: skip
        private = tuple(s.read(page.text) for s in self.spans("private"))
        return Told(key, page, event, self.day("published"), take("title"), take("url"), private=private)

    def take(self, name: str) -> str | None:
        """The value of a field; None where the mapping or the row has none."""
        field = self.mapping.fields.get(name)
        return None if field is None else field.take(self.row, name)

    def spans(self, name: str) -> Sequence[Span]:
        """Where the values of a field stand."""
        field = self.mapping.fields.get(name)
        return self.page.parts(field.column, field.split) if field is not None and field.column else ()

    def sides(self, name: str) -> tuple[Who, ...]:
        """The actors of a field; a constant, or a word that `values` turns into another, has no span."""
        field = self.mapping.fields.get(name)
        if field is None:
            return ()
        if field.column is None or field.values is not None:
            value = field.take(self.row, name)
            return (Who(value, None, self.page.basis()),) if value else ()
        return tuple(self.page.who(s) for s in self.spans(name))

    def sources(self) -> tuple[Source, ...]:
        """Who told it to those who keep the table."""
        kind = self.take("source_kind") or "unknown"
        spans = self.spans("sources")
        return tuple(self.page.source(s, kind, joint=len(spans) > 1) for s in spans)

    def places(self) -> tuple[Where, ...]:
        """The place with its coordinates, which are the table's own."""
        spans = self.spans("place")
        if not spans:
            return ()
        grade = take_number(self.take("precision"), "precision")
        told = {
            "precision": int(grade) if grade is not None else 1, "lat": take_degrees(self.take("latitude"), "latitude"),
            "lon": take_degrees(self.take("longitude"), "longitude"), "country": self.take("country"), "admin1": self.take("admin1"),
        }  # fmt: skip
        return (self.page.place(spans[0], told),)

    def when(self) -> When | None:
        """The time, from `when` to `until`."""
        first, last = self.day("when"), self.day("until")
        if first is None:
            return None
        value = first if last in (None, first) else f"{first}/{last}"
        if day_span(value) is None:
            raise ValueError(f"when {value!r} is not EDTF level 1; a format in the mapping tells how dates are written")
        precision = "range" if "/" in value else ("year", "month", "day")[min(2, value.count("-"))]
        spans = self.spans("when")
        return self.page.when(value, precision, spans[0] if spans else None)

    def day(self, name: str) -> str | None:
        """A date as EDTF: by the field's format, else as it stands."""
        field, words = self.mapping.fields.get(name), self.take(name)
        if field is None or words is None or field.format is None:
            return words
        found = take_date(words, name, (field.format,))
        return found.isoformat() if found else None

    def control(self, places: Sequence[Where]) -> tuple[ControlChange, ...]:
        """Who takes the place, and from whom."""
        to, lost = self.take("control_to"), self.take("control_from")
        return (ControlChange(places[0].name, lost, to, "whole"),) if places and (to or lost) else ()

    def figures(self) -> list[HowMany]:
        """The figures whose numbers the row gives; one number alone is all three."""
        out = []
        for count in self.mapping.counts:
            columns = {"low": count.low, "best": count.best, "high": count.high}
            numbers = {k: take_number(self.row.take(c), c) if c is not None else None for k, c in columns.items()}
            spans = [self.page.spans[c] for c in columns.values() if c is not None and c in self.page.spans]
            if not spans:
                continue
            alone = count.low is None and count.high is None
            low, best, high = (numbers["best"],) * 3 if alone else tuple(numbers[k] for k in ("low", "best", "high"))
            made = self.page.figure(spans[0], count.measure, count.group, Numbers(low, best, high))
            out.append(HowMany(made.span, made.measure, count.unit, count.group, made.numbers, made.basis))
        return out
