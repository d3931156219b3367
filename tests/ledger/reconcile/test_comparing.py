"""Which figures are compared, whose word they are, and what is never added: one table. The lines are explained in tolls.py."""

from __future__ import annotations

import pytest
from tolls import claim, told

from dateline.ledger.reconcile import reconcile
from dateline.ledger.reconcile.account import accounts
from dateline.ledger.reconcile.case import cases, material
from dateline.ledger.reconcile.reading import least, most, read, stated
from dateline.records.howmany import Numbers

#  the words                   codebook's low, best   ACLED's
WORDS = [
    ("dozens of soldiers",     (24, 24),              (12, 12)),
    ("hundreds",               (200, 200),            (100, 100)),
    ("tens of fighters",       (20, 20),              (10, 10)),
    ("scores of people",       (40, 40),              (40, 40)),
    ("hundreds of thousands",  (200_000, 200_000),    (200_000, 200_000)),
    ("several hundred",        (300, 300),            (300, 300)),
    ("up to dozens",           (0, None),             (0, None)),
    ("24 soldiers",            (24, 24),              (24, 24)),
    ("more than 300",          (300, 300),            (300, 300)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ours", "theirs"), WORDS, ids=[w[0] for w in WORDS])
def test_words_are_read_again_by_the_methods_own_table(words: str, ours: tuple[float, float], theirs: tuple[float, float]) -> None:
    figure = claim(f"2016-12-09 | Observatory | killed Syria: {words}").figures[0]
    assert (figure.numbers.low, figure.numbers.best) == ours
    again = read(figure, "acled")
    assert (again.low, again.best) == theirs
    assert read(figure, "ucdp") == figure.numbers


def test_a_corrected_number_is_not_read_again() -> None:
    figure = claim("2016-12-09 | Observatory | killed Syria: dozens").figures[0]
    mended = type(figure)(figure.measure, figure.unit, figure.group, Numbers(31, 31, 31), figure.words)
    assert read(mended, "acled") == Numbers(31, 31, 31)


def test_what_a_policy_takes_from_the_numbers() -> None:
    table = {
        (300, 300, None): (300, 300, 300),
        (20, None, 30): (20, 20, 30),
        (0, None, 40): (0, None, 40),
        (2, None, None): (2, 2, 2),
    }
    for numbers, expected in table.items():
        n = Numbers(*numbers)
        assert (least(n), stated(n), most(n)) == expected


SCOPES = {
    "one act": (
        """2016-12-11 | Moscow      | killed IS: 300      | 2016-12-10/2016-12-11
           2016-12-12 | Observatory | killed IS: hundreds | """,
        ["2016-12-10/2016-12-11: 300, hundreds"],
    ),
    "two days of one incident are two acts": (
        """2016-12-08 | Observatory | killed Syria: 34 | 2016-12-08
           2016-12-10 | Observatory | killed Syria: 12 | 2016-12-10""",
        ["2016-12-08: 34", "2016-12-10: 12"],
    ),
    "a running toll is not the act's": (
        """2016-12-11 | Observatory | killed Syria: 12         | 2016-12-11
           2016-12-11 | Observatory | killed Syria: nearly 120 | 2016-12-08/..""",
        ["2016-12-11: 12", "2016-12-08/2016-12-11: nearly 120"],
    ),
    "217, 400 and more than 400 stay apart": (
        """2015-05-24 | Observatory | killed people: at least 217  | 2015-05-16/2015-05-24 | type=attack
           2015-05-24 | SANA        | killed people: more than 400 | 2015-05-20/..         | type=attack
           2016-03-27 | Observatory | killed IS: 400               | 2016-03-06/2016-03-27 | incident=i2""",
        ["2015-05-20/2015-05-24: more than 400", "2015-05-16/2015-05-24: at least 217", "2016-03-06/2016-03-27: 400"],
    ),
    "totals of one week by several sources": (
        """2016-03-27 | Army   | killed IS: 450           | 2016-03-20/2016-03-27
           2016-03-27 | Moscow | killed IS: more than 500 | 2016-03-20/2016-03-27""",
        ["2016-03-20/2016-03-27: 450, more than 500"],
    ),
    "two incidents of one day stay apart": (
        """2016-12-11 | Observatory | killed civilians: 5 | 2016-12-11 |
           2016-12-11 | Observatory | killed civilians: 7 | 2016-12-11 | incident=i2""",
        ["2016-12-11: 5", "2016-12-11: 7"],
    ),
    "one source's same figure for one day is one, whatever the incident": (
        """2016-12-08 | Observatory | killed Syria: 34 | 2016-12-08
           2016-12-11 | Observatory | killed Syria: 34 | 2016-12-08 | incident=i2""",
        ["2016-12-08: 34, 34"],
    ),
    "totals of two towns stay apart": (
        """2017-01-02 | Observatory | killed civilians: 60 | 2016-12 | scope=campaign place=Aleppo
           2017-01-02 | Observatory | killed civilians: 12 | 2016-12 | scope=campaign incident=i2""",
        ["2016-12: 12", "2016-12: 60"],
    ),
    "the injured are another measure": (
        "2016-12-08 | Observatory | killed civilians: 5; injured civilians: 9 | 2016-12-08",
        ["2016-12-08: 5", "2016-12-08: 9"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SCOPES)
def test_only_figures_of_one_scope_are_compared(what: str) -> None:
    lines, expected = SCOPES[what]
    found = cases(material(told(lines.splitlines()), {}), "codebook")
    shown = [f"{c.scope.words}: {', '.join(a.figure.words for a in c.scope.accounts)}" for c in found]
    assert sorted(shown) == sorted(expected)


SOURCES = {
    "three dailies with one wire are one source": (
        """2016-12-11 | Moscow | killed IS: more than 300 | | report=a origin=o
           2016-12-11 | Moscow | killed IS: more than 300 | | report=b origin=o
           2016-12-11 | Moscow | killed IS: more than 300 | | report=c origin=o""",
        1,
    ),
    "one voice in two reports": (
        """2016-12-08 | Observatory | killed Syria: 34
           2016-12-09 | Observatory | killed Syria: dozens""",
        1,
    ),
    "one side's mouths": (
        """2017-03-02 | Army     | killed Syria: 100 | | on=Syria
           2017-03-02 | SANA     | killed Syria: 90  | | on=Syria
           2017-03-02 | Governor | killed Syria: 80  | | on=Syria""",
        1,
    ),
    "voices of one report": (
        """2017-03-02 | Army        | killed Syria: 100 | | report=r on=Syria
           2017-03-02 | Observatory | killed Syria: 182 | | report=r on=Syria
           2017-03-02 | Doctor      | killed Syria: 352 | | report=r on=Syria""",
        3,
    ),
    "one statement under two names": (
        """2016-12-08 | Observatory | killed Syria: 34 | | report=a origin=o
           2016-12-08 | Reuters     | killed Syria: 34 | | report=b origin=o""",
        1,
    ),
    "one origin, but a report that tells the voices apart": (
        """2016-12-08 | Observatory | killed Syria: 34 | | report=a origin=o
           2016-12-08 | Reuters     | killed Syria: 34 | | report=a origin=o""",
        2,
    ),
    "reports in their own voice": (
        """2016-12-08 | Nobody | killed Syria: 34 | | report=a
           2016-12-08 | Nobody | killed Syria: 34 | | report=b
           2016-12-08 | Nobody | killed Syria: 34 | | report=c origin=a""",
        2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SOURCES)
def test_origins_are_counted_and_not_outlets(what: str) -> None:
    lines, expected = SOURCES[what]
    assert len({a.source for a in accounts(told(lines.splitlines()), {})}) == expected


STANDS = {
    "2017-03-02 | Army | killed Syria: 100 | | by=Syria on=IS": "own",
    "2017-03-02 | Army | killed IS: 450 | | by=Syria on=IS": "rival",
    "2017-03-02 | Army | killed civilians: 4 | | by=Syria on=IS": "rival",
    "2017-03-02 | Moscow | killed Syria: 20 | | by=Syria with=Russia on=IS": "own",
    "2017-03-02 | Moscow | killed Syria: 20 | | by=IS on=Syria": "rival",
    "2017-03-02 | Observatory | killed Syria: 182 | | by=Syria on=IS": "independent",
    "2017-03-02 | Governor | killed Syria: 3 | | by=IS on=Syria": "own",
    "2017-03-02 | Amaq | killed Syria: 352 | | by=IS on=Syria": "rival",
    "2016-12-11 | Moscow | killed civilians: 3 | | by=IS on=civilians": "rival",
}


@pytest.mark.parametrize("line", STANDS)
def test_a_belligerents_own_losses_are_told_from_its_enemys(line: str) -> None:
    assert [a.stand for a in accounts(told([line]), {})] == [STANDS[line]]


def test_what_lies_within_a_total_is_shown_with_it_and_not_added() -> None:
    lines = """2016-12-08 | Observatory | killed Syria: 34 | 2016-12-08
               2016-12-10 | Observatory | killed Syria: 40 | 2016-12-10
               2016-12-11 | Observatory | killed Syria: nearly 120 | 2016-12-08/..
               2016-12-20 | Observatory | killed Syria: 5 | 2016-12-20"""
    found = reconcile(told(lines.splitlines()), "acled")
    assert [(r.best, r.within is not None) for r in found] == [(34, True), (40, True), (5, False), (120, False)]
    assert [s.words for s in found[-1].left_out] == ["34", "40"]
