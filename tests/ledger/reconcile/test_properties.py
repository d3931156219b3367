"""What holds for every record: the order of claims, reprints and withdrawn reports change no figure, low ≤ best ≤ high."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tolls import claim, gathered

from dateline.ledger.contradictions import contradictions
from dateline.ledger.reconcile import reconcile
from dateline.records.entry import KeptClaim
from dateline.records.incident import Reckoning

PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)  # to explain a failure costs minutes here
WORDS = (
    "12",
    "at least 34",
    "nearly 120",
    "dozens",
    "hundreds",
    "up to 40",
    "between 20 and 30",
    "more than 300",
    "civilians",
    "no",
)
WHOSE = ("Syria", "IS", "civilians", "people", "disputed", "children")
SAYS = ("Observatory", "Network", "Army", "Moscow", "Amaq", "Governor", "Doctor", "Reuters", "Nobody")
WHEN = ("", "2016-12-08", "2016-12-10/2016-12-11", "2016-12-08/..", "2016-12", "2016-12-01/2016-12-20")
STATUS = ("happened",) * 5 + ("denied", "doubted", "planned", "confirmed", "ongoing")
MORE = st.fixed_dictionaries(
    {
        "status": st.sampled_from(STATUS),
        "by": st.sampled_from(("IS", "Russia", "Syria")),
        "on": st.sampled_from(("Syria", "civilians", "IS")),
        "type": st.sampled_from(("air_strike", "armed_clash", "attack")),
        "scope": st.sampled_from(("event", "event", "campaign")),
        "incident": st.sampled_from(("i1", "i2")),
        "evidence": st.sampled_from(("none", "imagery")),
    }
)
FIGURE = st.tuples(st.sampled_from(("killed", "injured")), st.sampled_from(WHOSE), st.sampled_from(WORDS)).map(
    lambda f: f"{f[0]} {f[1]}: {f[2]}"
)
REPORT = st.tuples(
    st.sampled_from(("2016-12-08", "2016-12-09", "2016-12-11T08:00Z", "2016-12-11T16:00Z", "2017-03-02")),
    st.lists(
        st.tuples(st.sampled_from(SAYS), st.lists(FIGURE, max_size=2), st.sampled_from(WHEN), MORE, st.integers(0, 3)),
        min_size=1,
        max_size=3,
    ),
)
RECORDS = st.lists(REPORT, min_size=1, max_size=4)


def claims_of(record: list[tuple[str, list[tuple[str, list[str], str, dict[str, str], int]]]]) -> list[KeptClaim]:
    """The claims of the reports; each claim has an origin of its own, which a statement shares with copies of it."""
    found = []
    for number, (published, told) in enumerate(record):
        for place, (source, figures, when, more, _) in enumerate(told):
            id = f"c{number}.{place}"
            words = " ".join(f"{k}={v}" for k, v in {**more, "report": f"r{number}", "id": id, "origin": id}.items())
            found.append(claim(f"{published} | {source} | {'; '.join(figures)} | {when} | {words}"))
    return found


def figures(claims: list[KeptClaim]) -> list[tuple[object, ...]]:
    """Every figure without what was left out of it."""
    return sorted((key(r) for r in reconcile(gathered(claims))), key=str)


def key(r: Reckoning) -> tuple[object, ...]:
    return (r.policy, r.measure, r.unit, r.side, r.low, r.best, r.high, r.grade, r.scope, r.days, r.within, r.reason, r.supporting)


@given(RECORDS)
@settings(max_examples=60, deadline=None, phases=PHASES)
def test_low_best_and_high_are_in_order(record: list[object]) -> None:
    for r in reconcile(gathered(claims_of(record))):  # type: ignore[arg-type]
        given = [n for n in (r.low, r.best, r.high) if n is not None]
        assert given == sorted(given), r
        assert r.reason.endswith(".") and r.supporting


@given(RECORDS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_the_order_of_claims_does_not_matter(record: list[object], chance: object) -> None:
    claims = claims_of(record)  # type: ignore[arg-type]
    mixed = list(claims)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert reconcile(gathered(claims)) == reconcile(gathered(mixed))
    clash = {i.id: contradictions(i) for i in gathered(claims)}
    assert clash == {i.id: contradictions(i) for i in gathered(mixed)}


@given(RECORDS, st.integers(0, 3))
@settings(max_examples=60, deadline=None, phases=PHASES)
def test_a_reprint_changes_no_figure_and_supports_none(record: list[object], which: int) -> None:
    claims = claims_of(record)  # type: ignore[arg-type]
    report = f"r{which % len(record)}"
    copied = (c for c in claims if c.report == report)
    copies = [replace(c, id=f"{c.id} copy", report="copy", published="2017-04-01", known=c.known + 1) for c in copied]
    assert figures([*claims, *copies]) == figures(claims)


@given(RECORDS, REPORT)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_a_report_added_and_withdrawn_restores_every_figure(record: list[object], more: object) -> None:
    claims = claims_of(record)  # type: ignore[arg-type]
    added = claims_of([*record, more])  # type: ignore[list-item]
    reconcile(gathered(added))
    assert reconcile(gathered([c for c in added if c.report != f"r{len(record)}"])) == reconcile(gathered(claims))


@given(RECORDS)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_what_is_not_asserted_enters_no_figure(record: list[object]) -> None:
    claims = claims_of(record)  # type: ignore[arg-type]
    asserted = {c.id for c in claims if c.status in ("happened", "confirmed", "ongoing")}
    for r in reconcile(gathered(claims)):
        assert {s.claim for s in r.supporting} <= asserted
