"""What two accounts have in common: scores against the thresholds, the sentences, blocks, and the words that are compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import PLACES, account, act, claim_draft

from dateline.ledger.entries import kept_claim
from dateline.ledger.linking.account import Account, accounts, spellings
from dateline.ledger.linking.blocking import blocks
from dateline.ledger.linking.features import features
from dateline.ledger.linking.kinds import kinds
from dateline.ledger.linking.scorer import WHOLE, score, scorer
from dateline.ledger.linking.sentences import SENTENCES, reasons
from dateline.ledger.linking.words import rarity, stem, telling
from dateline.records.entry import Entry

TOOK = "non_state_actor_overtakes_territory"
STRIKE = {"words": "Warplanes bombed a crowded vegetable market, killing twelve shoppers.", "killed": [12]}
TAKEN = [{"place": "Palmyra", "from": None, "to": "Islamic State", "extent": "whole"}]
PART = [{**TAKEN[0], "extent": "part"}]
BACK = [{"place": "Palmyra", "from": "Islamic State", "to": "Government of Syria", "extent": "whole"}]

SAME: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("the same strike in other words", STRIKE, {"words": "Twelve people died when jets struck the vegetable market.", "killed": [12]}),
    ("a rival culprit", STRIKE, {**STRIKE, "by": ["US-led Coalition"]}),
    ("a denial", STRIKE, {**STRIKE, "status": "denied", "killed": []}),
    ("told as another kind of act", STRIKE, {**STRIKE, "type": "attack"}),
    ("a day that only the report's date tells", STRIKE, {**STRIKE, "when": "2016-12-12", "precision": "unknown"}),
    ("a night and its second day", {**STRIKE, "when": "2016-12-10/2016-12-11"}, STRIKE),
    ("a village beside the town", STRIKE, {**STRIKE, "places": ["Jazal"]}),
    ("a town taken, told by both sides", {"type": TOOK, "by": ["Islamic State"], "on": ["Government of Syria"], "control": TAKEN},
     {"type": TOOK, "by": ["Islamic State"], "on": [], "control": TAKEN, "when": "2016-12-11", "precision": "unknown"}),
]  # fmt: skip
DIFFERENT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("another town", STRIKE, {"words": "Jets killed nine people in a bakery.", "killed": [9], "places": ["Raqqa"]}),
    ("a week later", STRIKE, {"words": "Twelve people died when jets struck a school.", "killed": [12], "when": "2016-12-18"}),
    ("the next day, other victims", STRIKE, {"when": "2016-12-12", "words": "Two children died at a well.", "killed": [2], "on": ["civilians (Syria)"]}),
    ("taken and retaken", {"type": TOOK, "by": ["Islamic State"], "control": TAKEN},
     {"type": "government_regains_territory", "by": ["Government of Syria"], "control": BACK}),
    ("another side pulls out", {"type": "withdrawal", "by": ["Islamic State"], "on": []}, {"type": "withdrawal", "by": ["Government of Syria"], "on": []}),
    ("a campaign and one strike of it", STRIKE, {"scope": "campaign", "when": "2015-09/..", "words": "Jets have bombed the area."}),
    ("another speaker condemns", {"type": "statement", "mode": "condemn", "by": ["UNESCO"], "on": [], "places": []},
     {"type": "statement", "mode": "condemn", "by": ["United Nations"], "on": [], "places": []}),
    ("kinds that are never one", STRIKE, {**STRIKE, "type": "agreement"}),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), [(a, b) for _, a, b in SAME], ids=[name for name, _, _ in SAME])
def test_accounts_of_one_act_are_found_the_same(left: dict[str, Any], right: dict[str, Any]) -> None:
    a, b = account(**left), account(**{**right, "event": 1})
    assert score(a, b) == score(b, a) >= scorer("accounts").same * WHOLE
    assert blocks(a) & blocks(b)


@pytest.mark.parametrize(("left", "right"), [(a, b) for _, a, b in DIFFERENT], ids=[name for name, _, _ in DIFFERENT])
def test_accounts_of_two_acts_are_not(left: dict[str, Any], right: dict[str, Any]) -> None:
    a, b = account(**left), account(**{**right, "event": 1})
    assert score(a, b) == score(b, a) < scorer("accounts").same * WHOLE


def test_entering_a_part_is_not_taking_the_whole() -> None:
    whole, part = ({"type": TOOK, "by": ["Islamic State"], "on": [], "control": c} for c in (TAKEN, PART))
    assert score(account(**whole), account(**part)) < score(account(**whole), account(**whole, event=1))


ACTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(sorted(kinds().families)), "when": st.sampled_from(["2016-12-11", "2016-12-08/2016-12-11", "2016-12", "2015-09/..", None]),
        "places": st.lists(st.sampled_from(sorted(PLACES)), max_size=3, unique=True),
        "by": st.lists(st.sampled_from(["Islamic State", "Government of Syria", "unknown gunmen (Syria)"]), max_size=2, unique=True),
        "on": st.lists(st.sampled_from(["Islamic State", "civilians (Syria)"]), max_size=2, unique=True),
        "killed": st.lists(st.sampled_from([2, 12, 300]), max_size=2), "precision": st.sampled_from(["day", "unknown", "month", "range"]),
        "control": st.sampled_from([[], TAKEN, PART, BACK]), "scope": st.sampled_from(["event", "campaign"]),
        "status": st.sampled_from(["happened", "planned", "denied"]), "words": st.sampled_from([STRIKE["words"], "Shells hit the old silos.", ""]),
    }
)  # fmt: skip


@given(ACTS, ACTS)
def test_every_comparison_is_symmetric_weighed_and_told_in_words(left: dict[str, Any], right: dict[str, Any]) -> None:
    a, b = account(**left), account(**right, event=1)
    found = features(a, b)
    assert found == features(b, a) and score(a, b) == score(b, a)
    assert Account.parse(a.row()) == a
    for name, value in (found or {}).items():
        assert 0 < value <= 1 and name in SENTENCES and name in scorer("accounts").weights
    for reason in reasons(a, b, {}):
        assert reason.sentence and "\n" not in reason.sentence


def test_reasons_name_what_they_rest_on() -> None:
    claims = []
    for number, told in enumerate((act(**STRIKE), act(**{**STRIKE, "by": ["US-led Coalition"], "on": ["Islamic State"]}))):
        draft = claim_draft(f"r{number}", number, told)
        claims.append(kept_claim(Entry(1, "claim", draft.subject, draft.author, 0, draft.payload, "", "")))
    left, right = (accounts([c])[0] for c in claims)
    said = {r.feature: r.sentence for r in reasons(left, right, spellings(claims))}
    assert said["place_same"] == "both place it at Palmyra"
    assert said["day_same"] == "both on 2016-12-11"
    assert said["target_same"] == "the same side is acted on: Islamic State"
    assert said["figure_same"] == "the same figure: 12 killed"
    assert "initiator_other" not in said


@pytest.mark.parametrize(
    ("words", "base"),
    [("killed killing kills", "kill"), ("shot shooting shoot gunfire", "shoot"), ("explosion blast exploded", "blast"), ("bombed bombing bombs", "bomb"),
     ("withdrew withdrawal", "withdraw"), ("stabbed stabbing", "stab"), ("died deaths", "die")],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(words: str, base: str) -> None:
    assert {stem(w) for w in words.split()} == {stem(base)}


def test_rare_words_tell_more_and_words_about_time_nothing() -> None:
    assert rarity(stem("tetrapylon")) == 1 > rarity(stem("town")) > rarity(stem("the")) < 0.1
    assert set(telling(["On Thursday the Tetrapylon was destroyed in the morning."])) == {
        stem("Tetrapylon".lower()),
        stem("destroyed"),
    }


def test_an_act_without_a_place_is_taken_to_be_where_its_report_is() -> None:
    claims = []
    for number, told in enumerate((act(), act(places=[], event=7))):
        draft = claim_draft("r", number, told)
        claims.append(kept_claim(Entry(1, "claim", draft.subject, draft.author, 0, draft.payload, "", "")))
    assert sorted((a.assumed, len(a.points)) for a in accounts(claims)) == [(False, 1), (True, 1)]
