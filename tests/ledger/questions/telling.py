"""Small records made by hypothesis: reports, their claims, and what people do to them, with the answers told by hand.

`expected` answers a view by replaying the entries one by one, without any index: what the ledger's answers are held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text

from dateline.ledger import View, schema
from dateline.ledger.corrections import apply
from dateline.ledger.entries import digest, fold, kept_claim
from dateline.ledger.store import Store
from dateline.records.edtf import day_span, instants
from dateline.records.entry import Draft, Entry, KeptClaim

EXAMPLES = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # without shrinking: an example is small as it is, and each step asks a database
HOUR = 3_600_000_000  # microseconds
PLACES: dict[str, dict[str, Any]] = {
    "Palmyra": {"name": "Palmyra", "geonames_id": 163808, "lat": 34.56, "lon": 38.27, "country": "SY", "precision": 1},
    "Deir ez-Zor": {"name": "Deir ez-Zor", "geonames_id": 170794, "lat": 35.34, "lon": 40.14, "country": "SY", "precision": 2},
    "Taveuni": {"name": "Taveuni", "geonames_id": 2198148, "lat": -16.8, "lon": -179.99, "country": "FJ", "precision": 1},
    "Sukhnah": {"name": "Sukhnah", "country": "SY", "precision": 1},
}
SIDES = ("Government of Syria", "Islamic State", "Government of Russia", "Amal Haddad")
VOICES = (
    ("Syrian Observatory for Human Rights", "monitor"), ("Ministry of Defence of Russia", "belligerent"), ("Amal Haddad", "witness"),
)  # fmt: skip
TYPES, STATUSES = ("armed_clash", "air_strike", "shelling"), ("happened", "denied", "planned")
TIMES = ("2016-12-10", "2016-12-10/2016-12-11", "2016-12", "2015-09/..", "/2016-12-11", "2017-03-02", "2016", None)
DATES = ("2016-12-10", "2016-12-11T08:00Z", "2016-12-11", "2017", None)
SAID = ("Warplanes struck the gas field", "Troops were killed at the gas works", "Amal Haddad said the strikes killed ten")


@dataclass(frozen=True)
class Deed:
    """Something done to the record: at an hour, by an entry. `number` picks the claim that it is about."""

    hour: int
    kind: str
    number: int
    field: str = ""
    value: Any = None


def claim_draft(report: int, number: int, published: str | None, told: dict[str, Any]) -> Draft:
    """The entry of a claim; `told` has type, status, when, places, initiators, targets, voices, figures, words, event."""
    words = f"{told['words']}, {number}."
    act = {
        "id": str(told["event"]), "mode": None, "allies": [], "weapons": [], "control": [], "basis": {"how": "stated", "coder": "test"},
        "score": None, "type": told["type"], "scope": "event", "places": [{**PLACES[p], "text": p} for p in told["places"]],
        "initiators": [{"name": n, "text": n} for n in told["initiators"]], "targets": [{"name": n, "text": n} for n in told["targets"]],
        "when": {"value": told["when"], "precision": "day"} if told["when"] else None,
    }  # fmt: skip
    claim = {
        "id": str(number), "trigger": {"text": None, "start": None, "end": None}, "joint": False, "said": None, "evidence": None,
        "basis": {"how": "stated", "coder": "test"}, "score": told.get("score"),
        "status": told["status"], "source": [{"name": n, "kind": k, "text": n} for n, k in told["voices"]], "quote": {"start": 0, "end": 1},
        "quantities": [{"measure": "killed", "unit": "people", "group": None, "low": n, "best": n, "high": n, "text": str(n)} for n in told["figures"]],
    }  # fmt: skip
    named = set(told["initiators"] + told["targets"]) | {n for n, _ in told["voices"]}
    private = ["Amal Haddad"] if "Amal Haddad" in named or "Amal Haddad" in words else []
    payload = {
        "v": 1, "report": digest("report", str(report)), "event": digest("event", str(report), str(told["event"])),
        "published": published, "act": act, "claim": claim, "words": words, "private": private,
    }  # fmt: skip
    return Draft("claim", digest("claim", str(report), str(number)), told.get("author", "machine:test"), payload)


def report_draft(report: int, published: str | None, outlet: str | None) -> Draft:
    """The entry of a report."""
    document = {
        "title": f"Report {report}", "text": "Amal Haddad was there.", "published": published, "outlet": outlet, "agencies": [],
        "place_filed": None, "language": "en", "url": None, "retrieved": None, "given": [], "sections": [],
    }  # fmt: skip
    payload = {
        "v": 1,
        "name": f"report-{report}",
        "document": document,
        "coder": "test",
        "state": "coded",
        "private": ["Amal Haddad"],
    }
    return Draft("report", digest("report", str(report)), "machine:test", payload)


def some(values: Sequence[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


TOLD = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES), "status": st.sampled_from(STATUSES), "when": st.sampled_from(TIMES), "places": some(tuple(PLACES)),
        "initiators": some(SIDES), "targets": some(SIDES), "voices": some(VOICES), "figures": some((3, 217, 400)),
        "words": st.sampled_from(SAID), "event": st.integers(0, 1), "score": st.sampled_from((None, 0.3, 0.7)),
        "author": st.sampled_from(("machine:test", "machine:test", "data:test")),
    }
)  # fmt: skip
REPORTS = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from(("Evening Mail", "Observer", None)), st.lists(TOLD, min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)
CHANGES = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(STATUSES)),
    st.tuples(st.just("type"), st.sampled_from(TYPES)),
    st.tuples(st.just("when"), st.sampled_from(TIMES)),
    st.tuples(st.just("places"), some(tuple(PLACES)).map(lambda names: [PLACES[n] for n in names])),
    st.tuples(st.just("initiators"), some(SIDES)),
    st.tuples(st.just("voices"), st.sampled_from(([{"name": "Islamic State", "kind": "belligerent"}], []))),
    st.tuples(st.just("figures"), st.sampled_from(([{"measure": "injured", "unit": "people", "low": 1}], []))),
    st.tuples(st.just("private"), st.sampled_from(([], ["Islamic State"]))),
)
DEEDS = st.lists(
    st.one_of(
        st.builds(lambda h, n, c: Deed(h, "correct", n, *c), st.integers(1, 9), st.integers(0, 11), CHANGES),
        st.builds(lambda h, n: Deed(h, "withdraw", n), st.integers(1, 9), st.integers(0, 11)),
        st.builds(lambda h, n: Deed(h, "judge", n), st.integers(1, 9), st.integers(0, 11)),
        st.builds(lambda h, n: Deed(h, "undo", n), st.integers(1, 9), st.integers(0, 11)),
    ),
    max_size=6,
)


def seldom(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One of the values one time in five, else None: most views see something."""
    return st.sampled_from([None] * 4 * len(values) + list(values))


VIEWS = st.builds(
    View,
    as_of=seldom(("2016-12-10", "2016-12-11T12:00Z", "2017")),
    recorded_as_of=seldom(("2020-01-01T00:30Z", "2020-01-01T04:30Z", "2020-01-01T08:30Z")),
    during=seldom(("2016-12-11", "2016-12", "2015", "2017/..")),
    type=seldom(TYPES),
    actor=seldom(("ISIS", "amal haddad", "Russia")),
    speaker=seldom(("syrian observatory for human rights", "Amal Haddad", "Islamic State")),
    place=seldom(("palmyra", "Deir ez Zor", "gn:163808", "Sukhnah", "Atlantis")),
    country=seldom(("sy", "FJ")),
    status=seldom(STATUSES),
    measure=seldom(("killed", "injured")),
    box=seldom(((37.0, 34.0, 39.0, 36.0), (179.0, -20.0, -179.0, -10.0), (-180.0, -90.0, 180.0, 90.0))),
    private=st.booleans(),
    withdrawn=st.booleans(),
    min_score=seldom((0.3, 0.5)),
)
START = instants("2020-01-01T00:00Z")[0]  # type: ignore[index]


NAME = "Amal Haddad"
TOLD_TWICE: list[dict[str, Any]] = [
    {
        "type": "air_strike", "status": "happened", "when": "2016-12-10/2016-12-11", "places": ["Palmyra", "Sukhnah"],
        "initiators": ["Government of Russia"], "targets": ["Islamic State", NAME],
        "voices": [("Syrian Observatory for Human Rights", "monitor"), (NAME, "witness")], "figures": [217, 400],
        "words": f"Strikes killed 217 at Palmyra, {NAME} said\x1b[31m", "event": 0,
    },
    {
        "type": "air_strike", "status": "denied", "when": "2016-12-11", "places": ["Palmyra"], "initiators": ["Government of Russia"],
        "targets": ["Islamic State"], "voices": [("Ministry of Defence of Russia", "belligerent")], "figures": [],
        "words": "<b>No</b> civilians were hit", "event": 0,
    },
]  # what two voices say of one act, in one report  # fmt: skip


def drafts_of(reports: Iterable[tuple[str | None, str | None, list[dict[str, Any]]]]) -> list[Draft]:
    """The entries of the reports and of their claims."""
    out, number = [], 0
    for index, (published, outlet, told) in enumerate(reports):
        out.append(report_draft(index, published, outlet))
        for one in told:
            out.append(claim_draft(index, number, published, one))
            number += 1
    return out


def wipe(store: Store) -> None:
    """Empties a store, so that one serves many examples."""
    with store.writing() as connection:
        for table in (*schema.META.tables.values(),):
            connection.execute(delete(table))
        connection.execute(text("DELETE FROM search"))


def record(store: Store, drafts: Sequence[Draft], deeds: Sequence[Deed] = ()) -> None:
    """Records the drafts at hour 0, then the deeds, each at its hour."""
    at = [START]
    store.clock = lambda: at[0]
    store.append(drafts)
    ids = sorted(d.subject for d in drafts if d.kind == "claim")
    made: list[Entry] = []
    over: set[str] = set()
    for deed in sorted(deeds, key=lambda d: d.hour):
        at[0] = START + deed.hour * HOUR
        id = ids[deed.number % len(ids)]
        if deed.kind == "correct":
            made += store.append(
                [Draft("correction", id, "person:Ada", {"v": 1, "field": deed.field, "value": deed.value, "reason": None})]
            )
        elif deed.kind == "judge":
            made += store.append([Draft("judgement", id, "person:Ada", {"v": 1, "verdict": "right", "reason": None})])
        elif deed.kind == "withdraw" and id not in over:
            over.add(id)
            new = ids[(deed.number + 1) % len(ids)]
            successor = new if new not in over else None
            store.append([Draft("withdrawal", id, "person:Ada", {"v": 1, "of": id, "reason": None, "successor": successor})])
        elif deed.kind == "undo" and made:
            last = made.pop()
            store.append(
                [Draft("withdrawal", f"entry:{last.seq}", "person:Ada", {"v": 1, "of": f"entry:{last.seq}", "reason": None})]
            )


def stood(entries: Sequence[Entry], at: int | None) -> list[KeptClaim]:
    """The claims as they stood at an instant (None: now), by replaying the log; `private` as it is now."""
    now = {c.id: c.private for c in stood(entries, None)} if at is not None else {}
    told = [e for e in entries if at is None or e.recorded <= at]
    undone = {e.subject for e in told if e.kind == "withdrawal"}
    out = []
    for entry in told:
        if entry.kind == "claim":
            claim = kept_claim(entry)
            claim = apply(
                claim, [e for e in told if e.kind == "correction" and e.subject == claim.id and f"entry:{e.seq}" not in undone]
            )
            ends = [e.recorded for e in told if e.kind == "withdrawal" and e.subject == claim.id]
            out.append(replace(claim, ended=min(ends, default=None), private=now.get(claim.id, claim.private)))
    return out


ALIASES = {"isis": "islamic state", "russia": "government of russia"}


def judged(entries: Sequence[Entry], at: int | None) -> frozenset[str]:
    """What people had judged by an instant (None: now)."""
    told = [e for e in entries if at is None or e.recorded <= at]
    undone = {e.subject for e in told if e.kind == "withdrawal"}
    return frozenset(e.subject for e in told if e.kind == "judgement" and f"entry:{e.seq}" not in undone)


def sees(view: View, c: KeptClaim, vouched: frozenset[str] = frozenset()) -> bool:
    """Whether a view sees a claim, said once more in other words than the ledger's; `vouched`: the claims that people judged."""
    spots = c.places
    first = spots[0] if spots else None

    def named(wanted: str, found: Iterable[str]) -> bool:
        goal = {fold(wanted), ALIASES.get(fold(wanted), fold(wanted))}
        return any(fold(n) in goal and (view.private or n not in c.private) for n in found)

    def inside(box: tuple[float, float, float, float]) -> bool:
        if first is None or first.lat is None or first.lon is None:
            return False
        west, south, east, north = box
        lons = west <= first.lon <= east if west <= east else not east < first.lon < west
        return south <= first.lat <= north and lons

    span = day_span(view.during)
    return (
        (view.withdrawn or c.ended is None)
        and (view.as_of is None or c.known <= instants(view.as_of)[1])  # type: ignore[index]
        and (span is None or (c.days is not None and not (c.days[1] < span[0] or c.days[0] > span[1])))
        and view.type in (None, c.type)
        and view.status in (None, c.status)
        and (view.actor is None or named(view.actor, [p.name for p in c.parties]))
        and (view.speaker is None or named(view.speaker, [v.name for v in c.voices]))
        and (view.place is None or any(view.place == s.key or fold(view.place) == fold(s.name) for s in spots))
        and (view.country is None or (first is not None and first.country == view.country.upper()))
        and (view.measure is None or view.measure in [f.measure for f in c.figures])
        and (view.box is None or inside(view.box))
        and (
            view.min_score is None
            or (c.score or 0) >= view.min_score
            or c.author == "data:test"
            or bool(c.corrected)
            or c.id in vouched
        )
    )


def expected(entries: Sequence[Entry], view: View) -> list[KeptClaim]:
    """The claims that the view sees, in order."""
    at = view.recorded_until
    found = [c for c in stood(entries, at) if sees(view, c, judged(entries, at))]
    return sorted(found, key=lambda c: (c.days is None, c.days[0] if c.days else 0, c.id))


def all_pages(ask: Any, limit: int) -> list[Any]:
    """Everything that a question answers, page by page."""
    out, after = [], None
    while True:
        answer = ask(limit, after)
        assert len(answer) <= limit
        out += answer
        after = answer.next
        if after is None:
            return out
