"""The codebook's table of numbers, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.quantities import read_numbers
from dateline.records import Numbers

NONE = None

#  the words                              low      best     high    comparator  approximate
TABLE = [
    ("31",                                31,      31,      31,      None, False),
    ("31 men",                            31,      31,      31,      None, False),
    ("at least 31",                       31,      31,      NONE,    "ge", False),
    ("31 or more",                        31,      31,      NONE,    "ge", False),
    ("not less than 12 shells",           12,      12,      NONE,    "ge", False),
    ("no fewer than 5",                   5,       5,       NONE,    "ge", False),
    ("more than 300 recruits",            300,     300,     NONE,    "gt", False),
    ("over 300",                          300,     300,     NONE,    "gt", False),
    ("up to 40",                          0,       NONE,    40,      "le", False),
    ("as many as 40 trucks",              0,       NONE,    40,      "le", False),
    ("fewer than 40",                     0,       NONE,    40,      "lt", False),
    ("less than 40",                      0,       NONE,    40,      "lt", False),
    ("nearly 50",                         50,      50,      50,      "lt", True),
    ("almost 8,000 rounds",               8000,    8000,    8000,    "lt", True),
    ("about 50",                          50,      50,      50,      None, True),
    ("around 50 farmers",                 50,      50,      50,      None, True),
    ("some 20,000",                       20000,   20000,   20000,   None, True),
    ("roughly two dozen",                 24,      24,      24,      None, True),
    ("20-odd men",                        20,      20,      20,      None, True),
    ("between 20 and 30",                 20,      NONE,    30,      None, False),
    ("20 to 30",                          20,      NONE,    30,      None, False),
    ("20-30 men",                         20,      NONE,    30,      None, False),
    ("five or six volleys",               5,       NONE,    6,       None, False),
    ("two to three million people",       2e6,     NONE,    3e6,     None, False),
    ("a couple",                          2,       2,       2,       None, False),
    ("a pair of lorries",                 2,       2,       2,       None, False),
    ("twin bombings",                     2,       2,       2,       None, False),
    ("several huts",                      3,       3,       NONE,    None, False),
    ("a few",                             3,       3,       NONE,    None, False),
    ("MANY VILLAGERS",                    3,       3,       NONE,    None, False),
    ("a number of homes",                 3,       3,       NONE,    None, False),
    ("tens of people",                    20,      20,      NONE,    None, False),
    ("dozens",                            24,      24,      NONE,    None, False),
    ("scores of marchers",                40,      40,      NONE,    None, False),
    ("hundreds",                          200,     200,     NONE,    None, False),
    ("thousands of families",             2000,    2000,    NONE,    None, False),
    ("tens of thousands",                 20000,   20000,   NONE,    None, False),
    ("hundreds of thousands of people",   200000,  200000,  NONE,    None, False),
    ("millions",                          2000000, 2000000, NONE,    None, False),
    ("a dozen",                           12,      12,      12,      None, False),
    ("half a dozen",                      6,       6,       6,       None, False),
    ("half a million",                    500000,  500000,  500000,  None, False),
    ("more than a hundred",               100,     100,     NONE,    "gt", False),
    ("twenty-five",                       25,      25,      25,      None, False),
    ("one hundred and twenty six",        126,     126,     126,     None, False),
    ("TWO AND A HALF MILLION",            2.5e6,   2.5e6,   2.5e6,   None, False),
    ("1.5 million",                       1.5e6,   1.5e6,   1.5e6,   None, False),
    ("20.000 persons",                    20000,   20000,   20000,   None, False),
    ("over £1.1bn",                       1.1e9,   1.1e9,   NONE,    "gt", False),
    ("3O REBELS",                         30,      30,      30,      None, False),
    ("L SOLDIER",                         1,       1,       1,       None, False),
    ("no casualties",                     0,       0,       0,       None, False),
    ("none",                              0,       0,       0,       None, False),
    ("nobody",                            0,       0,       0,       None, False),
    ("a guard",                           1,       1,       1,       None, False),
    ("an outpost",                        1,       1,       1,       None, False),
    ("one bridge",                        1,       1,       1,       None, False),
    ("Amina Sow",                         1,       1,       1,       None, False),
    ("Amina Sow, 42, a nurse",            1,       1,       1,       None, False),
    ("Carlos Torres",                     1,       1,       1,       None, False),
    ("a 20-year-old man",                 1,       1,       1,       None, False),
    ("the third raid",                    1,       1,       1,       None, False),
    ("fighters",                          2,       NONE,    NONE,    None, False),
    ("the offices",                       2,       NONE,    NONE,    None, False),
    ("some other carts",                  2,       NONE,    NONE,    None, False),
    ("a mob of about 50 persons",         50,      50,      50,      None, True),
    ("all six of the wardens",            6,       6,       6,       None, False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "low", "best", "high", "comparator", "approximate"), TABLE, ids=[row[0] for row in TABLE])
def test_reads_words_by_the_table(words, low, best, high, comparator, approximate):
    assert read_numbers(words) == Numbers(low, best, high, comparator, approximate)


@pytest.mark.parametrize("words", ["at least 31", "more than 300 recruits", "scores of marchers", "twenty-five", "no casualties"])
def test_letter_case_does_not_matter(words):
    assert read_numbers(words.upper()) == read_numbers(words)


def test_another_method_reads_the_same_words_by_its_own_table():
    assert read_numbers("dozens", "acled").low == 12
    assert read_numbers("several", "acled").low == 3


def test_empty_words_mean_nothing():
    assert read_numbers(" , ") == Numbers(None, None, None)


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_mean_themselves_with_and_without_commas(number):
    assert read_numbers(str(number)).best == number
    assert read_numbers(f"{number:,} people").best == number


@given(st.text(max_size=60))
def test_any_words_give_ordered_numbers(words):
    numbers = read_numbers(words)
    known = [n for n in (numbers.low, numbers.best, numbers.high) if n is not None]
    assert known == sorted(known)
