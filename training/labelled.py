"""Reads labelled reports (training/data/FORMAT.md) into codebook records, and says what is wrong with them.

usage: python training/labelled.py FILE…        check the files and print what they hold
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

TYPES = {
    "armed_clash",
    "government_regains_territory",
    "non_state_actor_overtakes_territory",
    "air_strike",
    "shelling",
    "remote_explosive",
    "suicide_bombing",
    "grenade",
    "chemical_weapon",
    "attack",
    "abduction",
    "sexual_violence",
    "peaceful_protest",
    "protest_with_intervention",
    "force_against_protesters",
    "violent_demonstration",
    "mob_violence",
    "agreement",
    "arrest",
    "change_to_group",
    "disrupted_weapons_use",
    "base_established",
    "property_destruction",
    "territory_transfer",
    "withdrawal",
    "displacement",
    "siege",
    "aid",
    "statement",
    "sanction",
    "other",
}
MODES = {"accuse", "condemn", "demand", "threaten", "deny", "reject", "announce", "praise", "consult"}
STATUSES = {"happened", "confirmed", "ongoing", "planned", "threatened", "denied", "doubted", "hypothetical"}
KINDS = {"belligerent", "government", "monitor", "igo", "media", "witness", "official", "expert", "unknown"}
MEASURES = {
    "killed",
    "injured",
    "killed_or_injured",
    "missing",
    "captured",
    "detained",
    "displaced",
    "abducted",
    "evacuated",
    "freed",
    "surrendered",
    "strikes",
    "attacks",
    "struck",
    "destroyed",
    "damaged",
    "seized",
    "troops",
    "participants",
    "other",
}
ATTRIBUTIONS = {"stated", "suspected", "alternative", "self_claimed", "denied"}
SLOTS = {"i": "initiators", "g": "targets", "a": "allies", "w": "weapons", "p": "places"}
TERRITORY = {"government_regains_territory", "non_state_actor_overtakes_territory", "territory_transfer"}
_POINT = r"-?\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:+Z-]+)?)?)?[~?%]?"
EDTF = re.compile(rf"(?:{_POINT}|\.\.)?(?:/(?:{_POINT}|\.\.)?)?\Z")
NEAR: int = 600  # characters around a quote in which a filler may stand


class Wrong(Exception):
    """One line of a labelled file that breaks a rule; the message says which and why."""


@dataclass
class Filler:
    text: str | None
    start: int | None
    end: int | None
    name: str | None = None
    extra: str | None = None  # kind of a source, precision of a place or a time
    mark: str | None = None  # attribution
    joint: bool = False


@dataclass
class Quantity:
    text: str
    start: int
    end: int
    measure: str
    unit: str
    group: str | None
    numbers: tuple[float | None, float | None, float | None] | None = None


@dataclass
class Claim:
    start: int
    end: int
    trigger: tuple[int, int] | None = None
    slots: dict[str, list[Filler]] = field(default_factory=lambda: {v: [] for v in SLOTS.values()})
    when: Filler | None = None
    said: Filler | None = None
    sources: list[Filler] = field(default_factory=list)
    status: str = "happened"
    evidence: str | None = None
    quantities: list[Quantity] = field(default_factory=list)


@dataclass
class Event:
    type: str
    mode: str | None = None
    scope: str = "event"
    control: list[dict[str, str | None]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


@dataclass
class Report:
    id: str
    head: dict[str, str]
    text: str
    events: list[Event] = field(default_factory=list)
    holdings: list[str] = field(default_factory=list)


def find(text: str, span: str, quote: tuple[int, int] | None) -> tuple[int, int]:
    """Where a span stands: inside the quote, else nearest to it (before it first), as whole words where possible."""

    def edge(a, b):
        return (a == 0 or not text[a - 1].isalnum()) and (b == len(text) or not text[b].isalnum())

    hits = [m.start() for m in re.finditer(re.escape(span), text)]
    hits = [h for h in hits if edge(h, h + len(span))] or hits
    if not hits:
        raise Wrong(f"the report does not say {span!r}")
    if quote is None:
        return hits[0], hits[0] + len(span)
    inside = [h for h in hits if quote[0] <= h and h + len(span) <= quote[1]]
    at = inside[0] if inside else min(hits, key=lambda h: abs(h - quote[0]) + (150 if h > quote[1] else 0))
    return at, at + len(span)


def _filler(text: str, item: str, quote: tuple[int, int]) -> Filler:
    mark = extra = name = None
    if " ! " in item:
        item, mark = (x.strip() for x in item.rsplit(" ! ", 1))
    if (m := re.fullmatch(r"(.*) / ([a-z]+|\d)", item)) is not None:
        item, extra = m[1].strip(), m[2]
    if " = " in item:
        item, name = (x.strip() for x in item.split(" = ", 1))
    if item == "~":
        return Filler(None, None, None, name, extra, mark)
    start, end = find(text, item, quote)
    return Filler(item, start, end, name or item, extra, mark)


def _quantity(text: str, value: str, quote: tuple[int, int]) -> Quantity:
    parts = [x.strip() for x in value.split(" / ")]
    if len(parts) not in (3, 4):
        raise Wrong("a quantity reads SPAN / measure / unit")
    if parts[1] not in MEASURES:
        raise Wrong(f"no measure {parts[1]!r}")
    start, end = find(text, parts[0], quote)
    unit, _, group = parts[2].partition(":")
    numbers = None
    if len(parts) == 4:
        low, best, high = (None if x == "-" else float(x) for x in parts[3].split())
        numbers = (low, best, high)
    return Quantity(parts[0], start, end, parts[1], unit, group or ("unknown" if unit == "people" else None), numbers)


def _claim_line(claim: Claim, text: str, key: str, value: str) -> None:
    quote = (claim.start, claim.end)
    items = [x.strip() for x in value.split(" ; ") if x.strip()]
    if key == "t":
        claim.trigger = find(text, value, quote)
        if not (quote[0] <= claim.trigger[0] and claim.trigger[1] <= quote[1]):
            raise Wrong(f"the trigger {value!r} is not inside the quote")
    elif key in SLOTS:
        fillers = [_filler(text, x, quote) for x in items]
        for f in fillers:
            if key != "p" and f.mark and f.mark not in ATTRIBUTIONS:
                raise Wrong(f"no attribution {f.mark!r}")
            if key == "p" and f.extra and f.extra not in "1234567":
                raise Wrong(f"no precision {f.extra!r}")
        claim.slots[SLOTS[key]] += fillers
    elif key in ("d", "said"):
        when = _filler(text, items[0], quote)
        if when.name == when.text and not EDTF.match(when.name or ""):
            raise Wrong("a time needs its EDTF value")
        if not EDTF.match(when.name or ""):
            raise Wrong(f"{when.name!r} is not EDTF level 1")
        if key == "d":
            claim.when = when
        else:
            claim.said = when
    elif key in ("s", "s joint"):
        for x in items:
            f = _filler(text, x, quote)
            f.joint = key == "s joint"
            if f.extra not in KINDS:
                raise Wrong(f"a source needs a kind: {x!r}")
            claim.sources.append(f)
    elif key == "st":
        if value not in STATUSES:
            raise Wrong(f"no status {value!r}")
        claim.status = value
    elif key == "ev":
        claim.evidence = value
    elif key == "q":
        claim.quantities.append(_quantity(text, value, quote))
    else:
        raise Wrong(f"no key {key!r}")


def _event(line: str) -> Event:
    words = line[1:].split()
    kind, _, mode = words[0].partition("/")
    if kind not in TYPES:
        raise Wrong(f"no type {kind!r}")
    if (kind == "statement") != (mode in MODES):
        raise Wrong("a statement, and only a statement, needs a mode")
    if words[1:] not in ([], ["campaign"]):
        raise Wrong(f"{' '.join(words[1:])!r} after the type")
    return Event(kind, mode or None, "campaign" if words[1:] else "event")


def _control(value: str) -> dict[str, str | None]:
    parts = [x.strip() for x in value.split("|")]
    out: dict[str, str | None] = {"place": parts[0], "from": None, "to": None, "extent": "whole"}
    for p in parts[1:]:
        if p.startswith("from "):
            out["from"] = p[5:]
        elif p.startswith("to "):
            out["to"] = p[3:]
        elif p in ("whole", "part", "approach"):
            out["extent"] = p
        else:
            raise Wrong(f"control does not know {p!r}")
    return out


def _claim(text: str, line: str) -> Claim:
    m = re.match(r"-(\d*) (.*)", line)
    if m is None:
        raise Wrong("a claim opens with '- QUOTE'")
    at, quote = -1, m[2].strip()
    for _ in range(int(m[1] or 1)):
        at = text.find(quote, at + 1)
        if at < 0:
            raise Wrong(f"the report does not say {quote[:60]!r}")
    return Claim(at, at + len(quote))


def read(path: Path) -> tuple[list[Report], list[str]]:
    """The reports of a file, and a sentence for each line that breaks a rule."""
    reports: list[Report] = []
    wrong: list[str] = []
    part, body, report = 0, [], None
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.rstrip()
        try:
            if line.startswith("=== "):
                report = Report(line[4:].strip(), {}, "")
                reports.append(report)
                part, body = 0, []
            elif report is None:
                continue
            elif line == "---":
                part += 1
                if part == 2:
                    report.text = "\n".join(body).strip("\n")
            elif part == 0 and ":" in line:
                key, value = line.split(":", 1)
                report.head[key.strip()] = value.strip()
            elif part == 1:
                body.append(raw)
            elif part == 2 and line:
                _coded_line(report, line)
        except (Wrong, ValueError, IndexError) as e:
            wrong.append(f"{path.name}:{number}: {e}")
    for r in reports:
        wrong += [f"{path.name}: {r.id}: {x}" for x in _whole(r)]
    return reports, wrong


def _coded_line(report: Report, line: str) -> None:
    if line.startswith("*"):
        report.events.append(_event(line))
    elif line.startswith("h:"):
        report.holdings.append(line[2:].strip())
    elif line.startswith("-"):
        report.events[-1].claims.append(_claim(report.text, line))
    else:
        key, _, value = line.strip().partition(":")
        if key == "control":
            report.events[-1].control.append(_control(value))
        else:
            _claim_line(report.events[-1].claims[-1], report.text, key, value.strip())


def _whole(r: Report) -> list[str]:
    out = []
    if not r.text:
        out.append("has no text")
    for e in r.events:
        if not e.claims:
            out.append(f"{e.type} has no claim")
        if e.type in TERRITORY and not e.control:
            out.append(f"{e.type} has no control line")
        for c in e.claims:
            if c.trigger is None:
                out.append(f"{e.type}: claim {r.text[c.start : c.end][:40]!r} has no trigger")
            for f in [x for v in c.slots.values() for x in v] + c.sources:
                if f.start is not None and abs(f.start - c.start) > NEAR and f not in c.sources:
                    out.append(f"{e.type}: {f.text!r} stands far from its claim {r.text[c.start : c.end][:40]!r}")
    return out


def main(paths: list[str]) -> int:
    counts: Counter[str] = Counter()
    types: Counter[str] = Counter()
    bad = 0
    for p in paths:
        reports, wrong = read(Path(p))
        print("\n".join(wrong))
        bad += len(wrong)
        for r in reports:
            counts["reports"] += 1
            counts["words"] += len(r.text.split())
            counts["events"] += len(r.events)
            for e in r.events:
                types[e.type] += 1
                counts["claims"] += len(e.claims)
                counts["quantities"] += sum(len(c.quantities) for c in e.claims)
                counts["sourced"] += sum(bool(c.sources) for c in e.claims)
                counts["not happened"] += sum(c.status != "happened" for c in e.claims)
    print(dict(counts), dict(types.most_common()), f"{bad} faults", sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
