"""Who held Palmyra by a few claims: one table a rule. The lines are explained in saying.py."""

from __future__ import annotations

import pytest

from dateline.records.spell import Spell
from saying import plain, told

CASES = {
    "nobody says anything": ("", "- unknown"),
    "a capture": ("2015-05-21 | Observatory | IS takes | 2015-05-21", "- unknown, 2015-05-21 IS"),
    "a capture is undone": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2016-03-27 | SANA        | Army takes      | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army",
    ),
    "a part taken makes the place contested": (
        """2016-03-27 | Observatory | Army takes      | 2016-03-27
           2016-12-10 | Observatory | IS takes part   | 2016-12-10""",
        "- unknown, 2016-03-27 Army, 2016-12-10 Army + IS?",
    ),
    "a part taken where nobody is known: contested with somebody unsaid": (
        "2016-12-10 | Observatory | IS takes part | 2016-12-10",
        "- unknown, 2016-12-10 IS?",
    ),
    "a part taken from somebody: the loser has the rest": (
        "2016-12-10 | Observatory | IS takes part from Army | 2016-12-10",
        "- unknown, 2016-12-10 Army + IS?",
    ),
    "a part taken after the other party left: held in part": (
        """2017-03-01 | Observatory | IS takes        | 2017-03-01
           2017-03-02 | Observatory | IS leaves       | 2017-03-02
           2017-03-04 | SANA        | Army takes part | 2017-03-04""",
        "- unknown, 2017-03-01 IS, 2017-03-02 unknown, 2017-03-04 Army part",
    ),
    "who comes back to a part finds somebody unsaid there": (
        """2017-03-01 | Observatory | IS takes        | 2017-03-01
           2017-03-02 | Observatory | IS leaves       | 2017-03-02
           2017-03-04 | Observatory | IS takes part   | 2017-03-04""",
        "- unknown, 2017-03-01 IS, 2017-03-02 unknown, 2017-03-04 IS?",
    ),
    "a part of what it has already changes nothing": (
        """2016-03-27 | SANA        | Army takes      | 2016-03-27
           2016-03-28 | SANA        | Army takes part | 2016-03-28""",
        "- unknown, 2016-03-27 Army",
    ),
    "nearing changes nothing": (
        """2016-03-27 | SANA        | Army takes      | 2016-03-27
           2016-12-08 | Observatory | IS nears        | 2016-12-08""",
        "- unknown, 2016-03-27 Army",
    ),
    "a retreat leaves the place in unknown hands": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2016-03-27 | Observatory | IS leaves       | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 unknown",
    ),
    "a retreat leaves it to the other party that is there": (
        """2016-12-01 | Observatory | Army takes      | 2016-12-01
           2016-12-10 | Observatory | IS takes part   | 2016-12-10
           2016-12-11 | Observatory | IS leaves       | 2016-12-11""",
        "- unknown, 2016-12-01 Army, 2016-12-10 Army + IS?, 2016-12-11 Army",
    ),
    "a retreat of who was never there changes nothing": (
        """2016-12-01 | Observatory | Army takes      | 2016-12-01
           2016-12-11 | Observatory | IS leaves       | 2016-12-11""",
        "- unknown, 2016-12-01 Army",
    ),
    "a retreat and the capture that it makes room for are one change": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2016-03-27 | Observatory | IS leaves       | 2016-03-27
           2016-03-28 | SANA        | Army takes      | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army",
    ),
    "told in the morning, a retreat is a change until the capture is told": (
        """2015-05-21        | Observatory | IS takes   | 2015-05-21
           2016-03-27T08:00Z | Observatory | IS leaves  | 2016-03-27
           2016-03-27T12:00Z | SANA        | Army takes | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army",
    ),
    "who leaves and comes back the same day has left": (
        """2015-05-21        | Observatory | IS takes   | 2015-05-21
           2016-03-27T08:00Z | Observatory | IS leaves  | 2016-03-27
           2016-03-27T12:00Z | Observatory | IS takes   | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 unknown, 2016-03-27 IS",
    ),
    "a holding begins a spell by its day": (
        "2016-03-01 | UN | SDF holds", "- unknown, /2016-03-01 SDF",
    ),
    "a holding confirms": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2015-06-01 | UN          | IS holds""",
        "- unknown, 2015-05-21 IS",
    ),
    "a holding since a month begins there": (
        "2016-03-01 | UN | SDF holds | 2015-11/..", "- unknown, 2015-11 SDF",
    ),
    "a holding bounds the change after it": (
        """2016-12-01 | Observatory | Army takes      | 2016-12-01
           2016-12-20 | UN          | Army holds
           2017-01-31 | Nobody      | IS takes        | 2016-12""",
        "- unknown, 2016-12-01 Army, 2016-12-20/2016-12-31 IS",
    ),
}  # fmt: skip

WHEN = {
    "a month is a range in which it happened": ("2016-04-02 | Nobody | Army takes | 2016-03", "- unknown, 2016-03 Army"),
    "the most exact date stands": (
        """2016-12-11 | Nobody      | Army takes      | 2016-03
           2016-03-27 | SANA        | Army takes      | 2016-03-27""",
        "- unknown, 2016-03-27 Army",
    ),
    "a night": ("2016-12-11 | Observatory | IS takes | 2016-12-10/2016-12-11", "- unknown, 2016-12-10/2016-12-11 IS"),
    "undated is news of the days before the report": ("2015-05-21 | Observatory | IS takes", "- unknown, 2015-05-18/2015-05-21 IS"),
    "undated joins what already stood so": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2015-05-24 | SANA        | IS takes""",
        "- unknown, 2015-05-21 IS",
    ),
    "undated overturns what stood otherwise": (
        """2015-05-21 | Observatory | IS takes        | 2015-05-21
           2016-03-27 | SANA        | Army takes      | 2016-03-27
           2016-12-11 | Observatory | IS takes""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army, 2016-12-08/2016-12-11 IS",
    ),
    "what the report says was undone is background": (
        """2015-05-21 | Observatory | IS takes           | 2015-05-21
           2016-03-27 | SANA        | Army takes         | 2016-03-27
           2016-03-30 | Nobody      | Army takes from IS | 2016-03-27
           2016-03-30 | Nobody      | IS takes""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army",
    ),
    "a month that has not ended ends with the report": (
        "2016-12-15 | Nobody | IS takes | 2016-12", "- unknown, 2016-12-01/2016-12-15 IS",
    ),
    "a date after the report is none": ("2016-12-15 | Nobody | IS takes | 2017-02-01", "- unknown, 2016-12-12/2016-12-15 IS"),
    "a capture in March told after another capture in March": (
        """2016-03-10 | Observatory | IS takes        | 2016-03-10
           2016-04-01 | Observatory | Army takes      | 2016-03""",
        "- unknown, 2016-03-10 IS, 2016-03-10/2016-03-31 Army",
    ),
}  # fmt: skip

DAY = {
    "told first came first": (
        """2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-11T16:00Z | Observatory | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 IS",
    ),
    "bare dates tell no order: contested": (
        """2016-12-11 | Observatory | Army takes        | 2016-12-11
           2016-12-11 | Activists   | IS takes          | 2016-12-11""",
        "- unknown, 2016-12-11 Army + IS?",
    ),
    "a bare date and an hour tell no order": (
        """2016-12-11        | Observatory | Army takes | 2016-12-11
           2016-12-11T16:00Z | Activists   | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army + IS?",
    ),
    "contested until a later claim settles it": (
        """2016-12-11 | Observatory | Army takes        | 2016-12-11
           2016-12-11 | Activists   | IS takes          | 2016-12-11
           2016-12-12 | Observatory | IS takes          | 2016-12-12""",
        "- unknown, 2016-12-11 Army + IS?, 2016-12-12 IS",
    ),
    "one source that tells both, the second from the first, tells the order": (
        """2016-12-11 | Observatory | IS takes          | 2016-12-11
           2016-12-11 | Observatory | Army takes from IS | 2016-12-11""",
        "- unknown, 2016-12-11 IS, 2016-12-11 Army",
    ),
    "a claim against its speaker's interest tells the end of the day": (
        """2016-12-11 | SANA        | IS takes          | 2016-12-11
           2016-12-11 | Observatory | Army takes        | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 IS",
    ),
    "a local official's, too": (
        """2016-12-11 | Governor    | Army leaves       | 2016-12-11
           2016-12-11 | Observatory | Army takes        | 2016-12-11
           2016-12-10 | Observatory | IS takes part     | 2016-12-10""",
        "- unknown, 2016-12-10 IS?, 2016-12-11 Army, 2016-12-11 unknown",
    ),
    "retold the next day, the morning's news is not news": (
        """2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-11T16:00Z | Observatory | IS takes   | 2016-12-11
           2016-12-13        | Moscow      | Army takes | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 IS",
    ),
    "taken twice in a day": (
        """2016-12-11T06:00Z | Observatory | IS takes   | 2016-12-11
           2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-11T16:00Z | Observatory | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 IS, 2016-12-11 Army, 2016-12-11 IS",
    ),
    "first told days later, no order is told": (
        """2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-14        | Activists   | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army + IS?",
    ),
}

WHO = {
    "a party's own claim takes a place on a later day": (
        """2015-05-21 | Observatory | IS takes          | 2015-05-21
           2016-03-27 | SANA        | Army takes        | 2016-03-27""",
        "- unknown, 2015-05-21 IS, 2016-03-27 Army",
    ),
    "on the same day it contests what another gave to a rival": (
        """2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-11T12:00Z | Amaq        | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 Army + IS?",
    ),
    "until somebody else says so": (
        """2016-12-11T08:00Z | Observatory | Army takes | 2016-12-11
           2016-12-11T12:00Z | Amaq        | IS takes   | 2016-12-11
           2016-12-11T16:00Z | Observatory | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 IS",
    ),
    "two belligerents of one day contest": (
        """2016-12-11T08:00Z | SANA        | Army takes | 2016-12-11
           2016-12-11T12:00Z | Amaq        | IS takes   | 2016-12-11""",
        "- unknown, 2016-12-11 Army, 2016-12-11 Army + IS?",
    ),
    "a retreat that others tell is word for who stays": (
        """2016-12-01        | Observatory | Army takes    | 2016-12-01
           2016-12-10        | Observatory | IS takes part | 2016-12-10
           2016-12-11T08:00Z | Observatory | IS leaves     | 2016-12-11
           2016-12-11T12:00Z | Amaq        | IS takes part | 2016-12-11
           2016-12-11T14:00Z | Amaq        | IS takes      | 2016-12-11""",
        "- unknown, 2016-12-01 Army, 2016-12-10 Army + IS?, 2016-12-11 Army, 2016-12-11 Army + IS?",
    ),
    "a state that only its holder claims contests, it takes nothing": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-05 | Amaq        | IS holds""",
        "- unknown, 2016-12-01 Army, 2016-12-01/2016-12-05 Army + IS?",
    ),
    "a state that others tell takes": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-05 | UN          | IS holds""",
        "- unknown, 2016-12-01 Army, 2016-12-01/2016-12-05 IS",
    ),
    "a party admits its loss": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-05 | SANA        | IS holds""",
        "- unknown, 2016-12-01 Army, 2016-12-01/2016-12-05 IS",
    ),
    "statuses that assert nothing change nothing": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-02 | SANA        | IS takes          | 2016-12-02 | denied
           2016-12-03 | Activists   | IS takes          | 2016-12-03 | doubted
           2016-12-04 | Amaq        | IS takes          | 2016-12-04 | planned
           2016-12-05 | Amaq        | IS takes          | 2016-12-05 | threatened""",
        "- unknown, 2016-12-01 Army",
    ),
    "confirmed and ongoing assert": (
        """2016-12-01 | UN          | Army takes        | 2016-12-01 | confirmed
           2016-12-02 | Observatory | IS takes part     | 2016-12-02 | ongoing""",
        "- unknown, 2016-12-01 Army, 2016-12-02 Army + IS?",
    ),
}

PARTS = {
    "its castle is a part of it": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-11 | Amaq        | IS takes castle   | 2016-12-11""",
        "- unknown, 2016-12-01 Army, 2016-12-11 Army + IS?",
    ),
    "who loses its only part is gone": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-11 | Observatory | IS takes castle   | 2016-12-11
           2016-12-12 | SANA        | Army takes castle | 2016-12-12""",
        "- unknown, 2016-12-01 Army, 2016-12-11 Army + IS?, 2016-12-12 Army",
    ),
    "its silos lie outside": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-09 | Observatory | IS takes silos    | 2016-12-09""",
        "- unknown, 2016-12-01 Army",
    ),
    "leaving the castle empties only the castle": (
        """2016-12-01 | Observatory | Army takes        | 2016-12-01
           2016-12-11 | Observatory | Army leaves castle | 2016-12-11""",
        "- unknown, 2016-12-01 Army",
    ),
}


@pytest.mark.parametrize(
    ("lines", "expected"), [pytest.param(*c, id=n) for t in (CASES, WHEN, DAY, WHO, PARTS) for n, c in t.items()]
)
def test_who_held_it(lines: str, expected: str) -> None:
    assert plain(told(lines.splitlines()).spells) == expected.split(", ")


ELEVENTH = """
    2015-05-21        | Observatory | IS takes           | 2015-05-21
    2016-03-27        | SANA        | Army takes from IS | 2016-03-27
    2016-12-10        | Observatory | IS takes part      | 2016-12-10
    2016-12-11T08:00Z | Observatory | IS leaves          | 2016-12-11
    2016-12-11T12:00Z | Amaq        | IS takes castle
    2016-12-11T16:00Z | Observatory | IS takes from Army | 2016-12-11
    2016-12-11T16:00Z | Amaq        | IS takes           | 2016-12-11
    2016-12-11T16:00Z | Governor    | Army leaves        | 2016-12-11
    2017-03-02        | SANA        | Army takes from IS
    2017-03-02        | Observatory | IS leaves
    2017-03-02        | Observatory | Army takes         |            | denied
""".splitlines()


@pytest.mark.parametrize(
    ("as_of", "now"),
    [
        ("2015-05-20", "- unknown"),
        ("2015-05-21", "2015-05-21 IS"),
        ("2016-12-09", "2016-03-27 Army"),
        ("2016-12-10", "2016-12-10 Army + IS?"),
        ("2016-12-11T07:59Z", "2016-12-10 Army + IS?"),
        ("2016-12-11T08:00Z", "2016-12-11 Army"),
        ("2016-12-11T12:00Z", "2016-12-11 Army + IS?"),
        ("2016-12-11T16:00Z", "2016-12-11 IS"),
        ("2016-12-31", "2016-12-11 IS"),
        ("2017-03-02", "2017-02-27/2017-03-02 Army"),
    ],
)
def test_palmyra_hour_by_hour(as_of: str, now: str) -> None:
    assert plain(told(ELEVENTH, as_of).spells)[-1] == now


def spell(state: str) -> Spell:
    return next(s for s in told(ELEVENTH).spells if plain([s]) == [state])


def test_each_change_cites_its_claims() -> None:
    taken = spell("2016-12-11 IS")
    assert {(c.source, c.verb, c.party, c.stake) for c in taken.why} == {
        ("Syrian Observatory for Human Rights", "takes", "Islamic State", "independent"),
        ("Amaq", "takes", "Islamic State", "own_claim"),
        ("Talal Barazi", "leaves", "Government of Syria", "against_interest"),
    }
    assert taken.stake == "against_interest"
    assert taken.origins == 3


def test_who_denies_it_stands_beside_it() -> None:
    (against,) = told(ELEVENTH).now.dissent
    assert (against.source, against.status) == ("Syrian Observatory for Human Rights", "denied")


def test_each_source_has_its_own_timeline() -> None:
    mine = {t.source: plain(t.spells) for t in told(ELEVENTH).sources}
    assert mine["Amaq"] == ["- unknown", "2016-12-08/2016-12-11 IS?", "2016-12-11 IS"]
    assert mine["Syrian Observatory for Human Rights"][-2:] == ["2016-12-11 IS", "2017-02-27/2017-03-02 unknown"]
    assert next(iter(mine)) == "Syrian Observatory for Human Rights"


def test_its_castle_has_a_timeline_of_its_own_and_goes_with_the_whole() -> None:
    parts = {p.name: plain(p.spells) for p in told(ELEVENTH).parts}
    assert parts == {
        "Palmyra Castle": ["- unknown", "2015-05-21 IS", "2016-03-27 Army", "2016-12-11 IS", "2017-02-27/2017-03-02 Army"]
    }


def test_a_day_is_asked_for() -> None:
    made = told(ELEVENTH)
    assert plain(made.at("2017-01-01")) == ["2016-12-11 IS"]
    assert plain(made.at("2016-12-11")) == ["2016-12-10 Army + IS?", "2016-12-11 Army", "2016-12-11 Army + IS?", "2016-12-11 IS"]
    assert made.at("not a day") == ()


def test_who_nears_it_is_told() -> None:
    (near,) = told(["2016-12-08 | Observatory | IS nears | 2016-12-08"]).approaches
    assert (near.party, near.when.edtf) == ("Islamic State", "2016-12-08")
