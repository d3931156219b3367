"""Records that people code: the codebook's JSON (docs/reference/jsonl.md), as entries under the person's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.ledger.chain import body_of
from dateline.ledger.checking import faults
from dateline.ledger.entries import HOLDING, VERSION, digest, kept_claim, shared_privacy
from dateline.ledger.privacy import private_names
from dateline.records import Coded, Document
from dateline.records.entry import Draft, Entry
from dateline.records.shape import Row

SIDES: Final = ("initiators", "targets", "allies")


def hand_claims(document: Document, record: Mapping[str, Any], author: str, report: str) -> list[Draft]:
    """The entries of the claims that a person coded in a report (`report`: its id): those of its `events` and `holdings`.

    Short forms are taken: a name for a side, a source or a weapon, an EDTF value for a time, `words` for where a quote stands
    (without either, the whole text). `private` lists names to be withheld beside those that are found. The same claim by the
    same person is recorded once. Raises DatelineError `ledger.record`, which names the part that does not keep to the codebook.
    """
    work = _Work(document, report, author)
    told = record.get("private") or []
    out: list[Draft] = []
    for part in ("events", "holdings"):
        found = record.get(part) or []
        if not isinstance(found, list):
            raise DatelineError("ledger.record", f"{part} is not a list.")
        for number, row in enumerate(found):
            try:
                out += work.claims(part, row, told)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                missing = "lacks " if isinstance(error, KeyError) else ""
                raise DatelineError("ledger.record", f"{part}[{number}]: {missing}{error}.") from error
    return shared_privacy(list({draft.subject: draft for draft in out}.values()))


def data_claims(coded: Coded, drafted: Sequence[Draft]) -> None:
    """Refuses claims that do not keep to the codebook. Raises DatelineError `ledger.record`."""
    for draft in drafted:
        if draft.kind == "claim":
            _check(draft, coded.document.id)


def _check(draft: Draft, where: str) -> None:
    found = faults(kept_claim(Entry(0, "claim", draft.subject, draft.author, 0, draft.payload, "", "")))
    if found:
        raise DatelineError("ledger.record", f"{where}: {'; '.join(found)}.")


class _Work:
    """A report while a person's coding of it is taken in."""

    def __init__(self, document: Document, report: str, author: str) -> None:
        self.document, self.report, self.author = document, report, author

    def claims(self, part: str, row: Mapping[str, Any], private: Sequence[str]) -> list[Draft]:
        """The entries of one event, or of one holding."""
        act = self._act(row) if part == "events" else self._state(row)
        event = digest("event", self.report, self.author, body_of(act))
        if not row["claims"]:
            raise ValueError("it has no claims")
        return [self._draft(event, act, self._claim(claim), [*private, *(claim.get("private") or [])]) for claim in row["claims"]]

    def _draft(self, event: str, act: Row, claim: Row, private: Sequence[str]) -> Draft:
        words = self.document.text[claim["quote"]["start"] : claim["quote"]["end"]]
        names = [*private_names(act, claim, self.document.text), *private]
        payload = {
            "v": VERSION, "report": self.report, "event": event, "published": self.document.published, "act": act, "claim": claim,
            "words": words, "private": list(dict.fromkeys(names)),
        }  # fmt: skip
        draft = Draft("claim", digest("claim", self.report, self.author, body_of(act), body_of(claim)), self.author, payload)
        _check(draft, f"“{words[:60]}”")
        return draft

    def _act(self, row: Mapping[str, Any]) -> Row:
        act: Row = {
            "type": row["type"], "mode": row.get("mode"), "scope": row.get("scope") or "event",
            **{slot: self._all(row.get(slot), self._named) for slot in SIDES},
            "weapons": self._all(row.get("weapons"), lambda w: self._mention({"text": w} if isinstance(w, str) else w)),
            "places": self._all(row.get("places"), self._named),
            "when": self._time(row.get("when")),
            "control": [self._change(c) for c in row.get("control") or []],
        }  # fmt: skip
        return act

    def _state(self, row: Mapping[str, Any]) -> Row:
        """Who holds a place, as an act of the type "holding"."""
        place, holder, extent = self._named(row["place"]), self._named(row["holder"]), row.get("extent") or "whole"
        control = [{"place": place["name"], "from": None, "to": holder["name"], "extent": extent}]
        when = self._time(row.get("when"))
        return {"type": HOLDING, "scope": "event", "initiators": [holder], "places": [place], "when": when, "control": control}

    def _claim(self, row: Mapping[str, Any]) -> Row:
        claim: Row = {
            "quote": self._quote(row),
            "source": self._all(row.get("source"), self._named),
            "said": self._time(row.get("said")),
            "status": row.get("status") or "happened",
            "evidence": row.get("evidence"),
            "quantities": self._all(row.get("quantities"), self._figure),
            **self._basis(),
        }
        claim["joint"] = bool(row.get("joint")) or any(s.get("joint") for s in claim["source"])
        claim.update({slot: self._all(row[slot], self._named) for slot in (*SIDES, "places") if row.get(slot) is not None})
        return claim | ({"when": self._time(row["when"])} if row.get("when") is not None else {})

    def _all(self, rows: Any, shape: Callable[[Any], Row]) -> list[Row]:
        if not isinstance(rows, list | None):
            raise TypeError(f"{rows!r} is not a list")
        return [shape(row) for row in rows or []]

    def _basis(self) -> Row:
        return {"basis": {"how": "stated", "coder": self.author}, "score": None}

    def _named(self, row: Any) -> Row:
        """A side, a source or a place."""
        row = {"name": row} if isinstance(row, str) else dict(row)
        if not row.get("name"):
            raise ValueError(f"{row} has no name")
        return self._mention({**self._basis(), **row})

    def _mention(self, row: Mapping[str, Any]) -> Row:
        """A mention, whose words must stand where it says."""
        start, end, text = row.get("start"), row.get("end"), row.get("text")
        if start is not None and text is not None and self.document.text[start:end] != text:
            raise ValueError(f"{text!r} does not stand at {start} to {end}")
        return dict(row)

    def _figure(self, row: Mapping[str, Any]) -> Row:
        unit = row.get("unit") or "people"
        return self._mention({**self._basis(), "group": None, "text": "", **row, "unit": unit, "measure": row["measure"]})

    def _time(self, row: Any) -> Row | None:
        if row is None:
            return None
        row = {"value": row} if isinstance(row, str) else dict(row)
        value = row.get("value")
        precision = "unknown" if value is None else "range" if "/" in value else ("year", "month", "day")[min(2, value.count("-"))]
        return self._mention({**self._basis(), "precision": precision, **row})

    def _change(self, row: Mapping[str, Any]) -> Row:
        return {"place": row["place"], "from": row.get("from"), "to": row.get("to"), "extent": row.get("extent") or "whole"}

    def _quote(self, row: Mapping[str, Any]) -> Row:
        """Where the claim stands: its `quote`, or where its `words` first stand, or all of the text."""
        text, words = self.document.text, row.get("words")
        if row.get("quote") is not None:
            start, end = int(row["quote"]["start"]), int(row["quote"]["end"])
        elif words:
            start = text.find(words)
            end = start + len(words)
        else:
            start, end = 0, len(text)
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the report does not hold the quote {words!r}" if words else f"no quote stands at {start} to {end}")
        return {"start": start, "end": end}
