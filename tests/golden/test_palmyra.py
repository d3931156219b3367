"""What the opening report must give, item by item as the main job names them; coded with no special case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.pipeline import Kit, code
from dateline.read import read_path
from dateline.records import Claim, Coded, Document, Event, HowMany

REPORT = Path(__file__).resolve().parents[3] / "shared" / "reports" / "palmyra-2016-12-11.txt"
IS, SYRIA, RUSSIA = "Islamic State", "Government of Syria", "Government of Russia"

pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason="../shared/reports is not here")


@pytest.fixture(scope="module")
def coded(kit: Kit) -> Coded:
    (document,) = read_path(REPORT)
    assert isinstance(document, Document)
    return code(document, kit)


def some(coded: Coded, type: str, *tests: Callable[[Event], bool]) -> Event:
    found = [e for e in coded.events if e.type == type and all(t(e) for t in tests)]
    assert found, [(e.type, [c.quote.read(coded.document.text) for c in e.claims]) for e in coded.events]
    return found[0]


def by(name: str) -> Callable[[Event], bool]:
    return lambda e: name in [w.name for w in e.initiators]


def against(name: str) -> Callable[[Event], bool]:
    return lambda e: name in [w.name for w in e.targets]


def at(name: str) -> Callable[[Event], bool]:
    return lambda e: name in [p.name for p in e.places]


def on(value: str) -> Callable[[Event], bool]:
    return lambda e: e.when is not None and e.when.value == value


def figures(event: Event) -> list[tuple[str, HowMany, Claim]]:
    return [(q.measure, q, c) for c in event.claims for q in c.quantities]


def figure(event: Event, measure: str, low: float, unit: str = "people") -> Claim:
    found = [c for m, q, c in figures(event) if m == measure and q.numbers.low == low and q.unit == unit]
    assert found, [(m, q.unit, q.numbers.low) for m, q, _ in figures(event)]
    return found[0]


def voices(claim: Claim) -> list[str | None]:
    return [s.name for s in claim.sources]


def strikes(coded: Coded) -> Event:
    return some(coded, "air_strike", by(RUSSIA), against(IS), at("Palmyra"), on("2016-12-10/2016-12-11"))


@pytest.mark.parametrize(
    ("measure", "low", "unit"),
    [
        ("strikes", 64, "strike"),
        ("killed", 300, "people"),
        ("destroyed", 11, "tank"),
        ("destroyed", 31, "vehicle"),
    ],
)
def test_the_ministrys_figures(coded: Coded, measure: str, low: float, unit: str) -> None:
    assert "Ministry of Defence of Russia" in voices(figure(strikes(coded), measure, low, unit))


def test_scores_is_the_joint_claim_of_moscow_and_a_monitor(coded: Coded) -> None:
    claim = figure(strikes(coded), "killed", 40)
    assert len(claim.sources) == 2
    assert all(s.joint for s in claim.sources)
    assert RUSSIA in voices(claim)


def test_the_observatory_through_abdel_rahman_the_second_told_to_afp(coded: Coded) -> None:
    chains = [voices(c) for e in coded.events for c in e.claims]
    assert any("Rami Abdel Rahman" in v and "Syrian Observatory for Human Rights" in v for v in chains)
    assert any("Rami Abdel Rahman" in v and v[-1] == "AFP" for v in chains)


def test_the_reinforcements(coded: Coded) -> None:
    some(coded, "change_to_group", by(SYRIA), at("Palmyra"))


def test_the_repelled_attacks(coded: Coded) -> None:
    some(coded, "armed_clash", by(IS), against(SYRIA), on("2016-12-10/2016-12-11"))


def test_the_offensive_of_the_week_before(coded: Coded) -> None:
    some(coded, "armed_clash", by(IS), on("2016-12-05/2016-12-11"))


def test_thursdays_attacks(coded: Coded) -> None:
    event = some(coded, "armed_clash", by(IS), against(SYRIA), on("2016-12-08"))
    assert "Syrian Observatory for Human Rights" in voices(figure(event, "killed", 50))


def test_jazal_checkpoints_and_silos(coded: Coded) -> None:
    event = some(coded, "non_state_actor_overtakes_territory", by(IS), at("Jazal"))
    assert {q.unit for m, q, _ in figures(event) if m == "seized"} >= {"checkpoint", "silo"}


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2015-05", IS),
        ("2016-03-27", SYRIA),
        ("2016-12-10", IS),
        ("2016-12-11", SYRIA),
    ],
)
def test_control_of_palmyra(coded: Coded, day: str, holder: str) -> None:
    changes = [(e.when.value, c.holder) for e in coded.events for c in e.control if e.when and c.place == "Palmyra"]
    assert (day, holder) in changes


def test_the_damage_to_its_sites(coded: Coded) -> None:
    some(coded, "property_destruction", by(IS), at("Palmyra"))


def test_the_campaign_since_september_2015(coded: Coded) -> None:
    some(coded, "air_strike", by(RUSSIA), on("2015-09/.."), lambda e: e.scope == "campaign")


def test_the_strikes_on_aleppo_that_moscow_says_it_stopped(coded: Coded) -> None:
    assert any(e.when and "2016-10-18" in (e.when.value or "") and at("Aleppo")(e) for e in coded.events)


def test_the_oppositions_remaining_fraction_of_aleppo_is_a_holding(coded: Coded) -> None:
    assert any(h.place.name == "Aleppo" and h.extent == "part" for h in coded.holdings)


def test_the_assemblys_demand_and_washingtons_words(coded: Coded) -> None:
    some(coded, "statement", lambda e: e.mode == "demand", by("UN General Assembly"))
    some(coded, "statement", lambda e: e.mode in ("accuse", "condemn"), by("Government of the United States"))


def test_the_concerts_are_nothing(coded: Coded) -> None:
    start = coded.document.text.index("with Russian celebrities")
    end = coded.document.text.index("public appearances")
    for event in coded.events:
        for claim in event.claims:
            assert claim.trigger is None or not start <= claim.trigger.start < end
