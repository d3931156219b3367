"""Each policy by a few claims: one table a policy. The lines are explained in tolls.py; a figure reads "measure side low best high"."""

from __future__ import annotations

import pytest
from tolls import figures, told

from dateline.errors import DatelineError
from dateline.ledger.reconcile import POLICIES, headlines, policies, reconcile
from dateline.records.edtf import day_span

UCDP = {
    "one source": ("2016-12-08 | Observatory | killed Syria: at least 34 soldiers", ["killed Syria 34 34 34"]),
    "the most reliable source is best, the others make low and high": (
        """2017-03-02 | Army        | killed Syria: 100
           2017-03-02 | Observatory | killed Syria: 182
           2017-03-02 | IS          | killed Syria: 352 | | by=IS on=Syria""",
        ["killed Syria 100 182 352"],
    ),
    "of equally reliable sources the lower": (
        """2016-12-08 | Observatory | killed civilians: 12
           2016-12-08 | Network     | killed civilians: 15""",
        ["killed civilians 12 12 15"],
    ),
    "a monitor before a witness": (
        """2016-12-08 | Observatory | killed civilians: 15
           2016-12-08 | Doctor      | killed civilians: 9""",
        ["killed civilians 9 15 15"],
    ),
    "imagery lifts a witness": (
        """2016-12-08 | Observatory | killed civilians: 15
           2016-12-08 | Doctor      | killed civilians: 9 | | evidence=footage""",
        ["killed civilians 9 9 15"],
    ),
    "a belligerent on its enemy only widens high": (
        """2016-12-11 | Moscow      | killed IS: more than 300 | | by=Russia on=IS type=air_strike
           2016-12-12 | Observatory | killed IS: hundreds of fighters | | by=Russia on=IS type=air_strike""",
        ["killed IS 200 200 300"],
    ),
    "a belligerent on its enemy alone gives no best figure": (
        "2016-12-11 | Moscow | killed IS: more than 300 | | by=Russia on=IS type=air_strike",
        ["killed IS - - 300"],
    ),
    "an ally on its ally's losses counts as its own": (
        "2016-12-11 | Moscow | killed Syria: 20 | | by=Syria with=Russia on=IS",
        ["killed Syria 20 20 20"],
    ),
    "a party at war on civilians widens high": (
        """2015-05-24 | SANA        | killed civilians: more than 400 | | by=IS on=Syria type=attack
           2015-05-24 | Observatory | killed civilians: 67            | | by=IS on=Syria type=attack""",
        ["killed civilians 67 67 400"],
    ),
    "sides apart, and all": (
        "2016-12-11 | Observatory | killed Syria: nearly 120; killed IS: tens of fighters | 2016-12-08/.. | by=IS on=Syria",
        ["killed Syria 120 120 120", "killed IS 20 20 20", "killed all 140 140 140"],
    ),
    "parts are never added to the whole": (
        "2016-12-08 | Observatory | killed Syria: 34 soldiers; killed Syria: 8 officers < 34 soldiers",
        ["killed Syria 34 34 34"],
    ),
    "parts that tell whose the dead are": (
        """2015-05-24 | Observatory | killed people: at least 217 people; killed civilians: 67 civilians < at least 217 people;
           killed children: 14 children < 67 civilians; killed Syria: more than 150 members of the army < at least 217 people""".replace("\n", " "),
        ["killed Syria 150 150 150", "killed civilians 67 67 67", "killed all 217 217 217"],
    ),
    "what is left of an undivided total": (
        """2015-05-24 | Observatory | killed people: 20; killed Syria: 12 soldiers < 20""",
        ["killed Syria 12 12 12", "killed unknown 8 8 8", "killed all 20 20 20"],
    ),
    "a militia beside its state is its side": (
        "2016-12-08 | Observatory | killed militias: 34 soldiers and militiamen | | by=IS on=Syria+militias",
        ["killed Syria 34 34 34"],
    ),
    "a range has no best of its own: the lower end": ("2016-12-08 | UN | killed civilians: between 20 and 30", ["killed civilians 20 20 30"]),
    "up to 40 gives no best": ("2016-12-08 | UN | killed civilians: up to 40", ["killed civilians 0 - 40"]),
    "the injured are not UCDP's": ("2016-12-08 | UN | injured civilians: 40", []),
    "denied, doubted and planned figures enter nothing": (
        """2016-12-08 | Observatory | killed civilians: 12
           2016-12-08 | Army        | killed civilians: 0 | | status=denied
           2016-12-08 | Reuters     | killed civilians: 50 | | status=doubted
           2016-12-08 | IS          | killed civilians: 90 | | status=threatened""",
        ["killed civilians 12 12 12"],
    ),
}  # fmt: skip

ACLED = {
    "its own number words": ("2016-12-09 | Observatory | killed Syria: dozens of soldiers", ["killed all 12 12 12"]),
    "hundreds": ("2016-12-12 | Observatory | killed IS: hundreds of fighters", ["killed all 100 100 100"]),
    "several hundred is no word of its table": ("2016-12-12 | Observatory | killed IS: several hundred", ["killed all 300 300 300"]),
    "the most conservative": (
        """2017-03-02 | Army        | killed Syria: 100
           2017-03-02 | Observatory | killed Syria: 182
           2017-03-02 | IS          | killed Syria: 352 | | by=IS on=Syria""",
        ["killed all 100 100 100"],
    ),
    "a belligerent on its enemy does not make it lower": (
        """2016-12-12 | Army        | killed IS: 10 | | by=Syria on=IS
           2016-12-12 | Observatory | killed IS: 40 | | by=Syria on=IS""",
        ["killed all 40 40 40"],
    ),
    "a belligerent on its enemy where nobody else speaks": (
        "2016-12-12 | Army | killed IS: 10 | | by=Syria on=IS",
        ["killed all 10 10 10"],
    ),
    "one number for all sides": (
        "2016-12-11 | Observatory | killed Syria: nearly 120; killed IS: tens of fighters | 2016-12-08/..",
        ["killed all 130 130 130"],
    ),
    "a whole is not added to its parts": (
        "2015-05-24 | Observatory | killed people: at least 217 people; killed civilians: 67 < at least 217 people; killed Syria: 150 < at least 217 people",
        ["killed all 217 217 217"],
    ),
    "no injured": ("2016-12-08 | UN | injured civilians: 40", []),
}  # fmt: skip

IBC = {
    "soldiers are not counted": ("2016-12-08 | Observatory | killed Syria: 34", []),
    "minimum and maximum": (
        """2016-12-08 | Observatory | killed civilians: 12
           2016-12-08 | Network     | killed civilians: 15""",
        ["killed civilians 12 - 15"],
    ),
    "people whose status nobody tells are only in the maximum": (
        """2016-12-08 | Observatory | killed civilians: 12
           2016-12-08 | Reuters     | killed people: 20""",
        ["killed civilians 12 - 20"],
    ),
    "disputed status alone": ("2016-12-08 | UN | killed disputed: 20", ["killed civilians 0 - 20"]),
    "fighters that the same source counts are taken out": (
        "2015-05-24 | Observatory | killed people: 217; killed civilians: 67 < 217; killed Syria: 150 < 217",
        ["killed civilians 67 - 67"],
    ),
    "the injured too": ("2016-12-08 | UN | injured women: 4", ["injured civilians 4 - 4"]),
}  # fmt: skip

AIRWARS = {
    "fighters alone: discounted": ("2016-12-08 | Observatory | killed Syria: 34", ["killed Syria 34 - 34 discounted"]),
    "one source: weak": ("2016-12-08 | Observatory | killed civilians: 12 | | by=Russia type=air_strike", ["killed civilians 12 - 12 weak"]),
    "two independent sources and a culprit: fair": (
        """2016-12-08 | Observatory | killed civilians: 12 | | by=Russia type=air_strike
           2016-12-08 | Network     | killed civilians: 15 | | by=Russia type=air_strike""",
        ["killed civilians 12 - 15 fair"],
    ),
    "two sources, nobody named: weak": (
        """2016-12-08 | Observatory | killed civilians: 12 | | type=air_strike
           2016-12-08 | Network     | killed civilians: 15 | | type=air_strike""",
        ["killed civilians 12 - 15 weak"],
    ),
    "rival culprits: contested": (
        """2016-12-08 | Observatory | killed civilians: 12 | | by=Russia type=air_strike
           2016-12-08 | Network     | killed civilians: 15 | | by=Syria type=air_strike""",
        ["killed civilians 12 - 15 contested"],
    ),
    "the one that is named denies it: contested": (
        """2016-12-08 | Observatory | killed civilians: 12 | | by=Russia on=civilians type=air_strike
           2016-12-09 | Moscow      |                      | | by=Russia on=civilians type=air_strike status=denied""",
        ["killed civilians 12 - 12 contested"],
    ),
    "the one that is named accepts it: confirmed": (
        """2016-12-08 | Observatory | killed civilians: 12 | | by=Russia on=civilians type=air_strike
           2016-12-09 | Moscow      | killed civilians: 9  | | by=Russia on=civilians type=air_strike""",
        ["killed civilians 9 - 12 confirmed"],
    ),
    "a strike on fighters, taken upon oneself, accepts no harm to civilians": (
        """2016-12-08 | Observatory | killed civilians: 12   | | by=Russia on=civilians type=air_strike
           2016-12-09 | Moscow      | killed IS: 300 fighters | | by=Russia on=IS type=air_strike""",
        ["killed IS 300 - 300 weak", "killed civilians 12 - 12 weak"],
    ),
}  # fmt: skip

LATEST = {
    "a running toll": (
        """2016-12-08 | Observatory | killed Syria: at least 34  | 2016-12-08/..
           2016-12-11 | Observatory | killed Syria: nearly 120   | 2016-12-08/..""",
        ["killed Syria 34 34 -", "killed Syria 120 120 120"],
    ),
    "a vaguer word does not undo an exact one": (
        """2016-12-08 | Observatory | killed Syria: at least 34  | 2016-12-08
           2016-12-09 | Observatory | killed Syria: dozens       | 2016-12-08""",
        ["killed Syria 34 34 -"],
    ),
    "a source corrects itself downward": (
        """2016-12-08 | Observatory | killed Syria: 34 | 2016-12-08
           2016-12-09 | Observatory | killed Syria: 28 | 2016-12-08""",
        ["killed Syria 28 28 28"],
    ),
    "the newest of several sources": (
        """2016-12-08 | Observatory | killed civilians: 12 | 2016-12-08
           2016-12-09 | Network     | killed civilians: 15 | 2016-12-08""",
        ["killed civilians 15 15 15"],
    ),
    "things too": ("2016-12-11 | Moscow | destroyed vehicle: 31 vehicles | | by=Russia on=IS", ["destroyed all 31 31 31"]),
}  # fmt: skip

TABLES = {"ucdp": UCDP, "acled": ACLED, "ibc": IBC, "airwars": AIRWARS, "latest": LATEST}
ROWS = [(policy, what, *row) for policy, table in TABLES.items() for what, row in table.items()]


@pytest.mark.parametrize(
    ("policy", "what", "lines", "expected"), ROWS, ids=lambda v: v if isinstance(v, str) and len(v) < 90 else ""
)
def test_a_policy_gives(policy: str, what: str, lines: str, expected: list[str]) -> None:
    assert sorted(figures(lines, policy)) == sorted(expected), what


def test_the_policies_have_names_rules_and_tables() -> None:
    assert list(POLICIES) == ["ucdp", "acled", "ibc", "airwars", "latest"]
    assert all(p.name == name and p.rule and p.counts for name, p in POLICIES.items())
    with pytest.raises(DatelineError, match="none of ucdp"):
        policies("majority")


def test_a_figure_says_why_and_names_what_is_for_and_against_it() -> None:
    lines = """2017-03-02 | Army        | killed Syria: 100 of its men | 2016-12 | scope=campaign
               2017-03-02 | Observatory | killed Syria: 182 | 2016-12 | scope=campaign
               2017-03-02 | IS          | killed Syria: 352 | 2016-12 | scope=campaign by=IS on=Syria
               2016-12-11 | Observatory | killed Syria: nearly 120 | 2016-12-08/.. |
               2017-03-03 | SANA        | killed Syria: 90 | 2016-12 | scope=campaign status=doubted"""
    (total,) = (r for r in reconcile(told(lines.splitlines()), "ucdp") if r.scope == "total" and r.within is None)
    assert [s.words for s in total.supporting] == ["182"]
    assert [s.words for s in total.dissenting] == ["100 of its men", "352", "90"]
    assert [s.words for s in total.left_out] == ["nearly 120"]
    assert total.reason == (
        "The most reliable of three independent sources: Syrian Observatory for Human Rights, “182”; low 100 from Syrian Army on its own "
        "losses and high 352 from Islamic State on losses that are not its own."
    )
    assert total.notes == (
        "Syrian Observatory for Human Rights, “nearly 120”: told of 2016-12-08/2016-12-11, which lies within 2016-12: included, never added",
        "SANA, “90”: doubted, not counted",
        "below Syrian Observatory for Human Rights, “nearly 120”, which lies within",
    )


def test_a_running_toll_tells_how_it_grew() -> None:
    lines = """2016-12-08 | Observatory | killed Syria: at least 34 soldiers | 2016-12-08
               2016-12-09 | Observatory | killed Syria: dozens of soldiers | | incident=i2
               2016-12-11T16:00Z | Observatory | killed Syria: nearly 120 | 2016-12-08/.. | incident=i3"""
    total = reconcile(told(lines.splitlines()), "latest")[-1]
    assert total.best == 120
    assert total.notes[-1] == (
        "history: “at least 34 soldiers” (2016-12-08) → “dozens of soldiers” (2016-12-09) → “nearly 120” (2016-12-11 16:00Z)"
    )


def test_a_single_source_is_marked() -> None:
    (one,) = reconcile(told(["2016-12-08 | Observatory | killed civilians: 12"]), "ibc")
    two = """2016-12-08 | Observatory | killed civilians: 12
             2016-12-08 | Network     | killed civilians: 12"""
    (both,) = reconcile(told(two.splitlines()), "ibc")
    assert "single-source entry" in one.notes and "single-source entry" not in both.notes


def test_one_scope_stands_for_an_incident() -> None:
    lines = """2016-12-11 | Observatory | killed Syria: 12; killed IS: 3 | 2016-12-11
               2016-12-11 | Observatory | killed Syria: nearly 120 | 2016-12-08/..
               2017-03-02 | Observatory | killed Syria: 182 | 2016-12 | scope=campaign"""
    found = reconcile(told(lines.splitlines()), "ucdp")
    assert [r.best for r in found if r.side == "Government of Syria"] == [12, 120, 182]
    assert [r.best for r in headlines(found)] == [12, 3, 15]
    month = day_span("2016-12")
    assert [r.best for r in headlines(found, month)] == [182]
