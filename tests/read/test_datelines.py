"""Datelines: what a story says of where it was filed, when, and by which agency."""

from __future__ import annotations

import pytest

from dateline.read.datelines import find_dateline, find_place_date

DATELINES = [
    # first words of the story                                    place              date          agencies      outlet
    ("BEIRUT, Lebanon: A Russian raid killed scores.", "BEIRUT, Lebanon", None, (), None),
    ("MOSCOW (AFP) — Russia said on Sunday.", "MOSCOW", None, ("AFP",), None),
    ("BEIRUT (Reuters) - The army fled.", "BEIRUT", None, ("Reuters",), None),
    ("DAMASCUS, Syria (AP) — The army fled.", "DAMASCUS, Syria", None, ("AP",), None),
    ("PHNOM PENH, Cambodia (AP)_ The commander fled.", "PHNOM PENH, Cambodia", None, ("AP",), None),
    ("PARIS, 20 January 2017 - The director spoke.", "PARIS", "2017-01-20", (), None),
    ("BEIRUT, Dec 9 (Reuters) - The army fled.", "BEIRUT", None, ("Reuters",), None),
    ("HOMS, SANA – The army fled.", "HOMS", None, ("SANA",), None),
    ("BEIRUT (AFP/Reuters) - The army fled.", "BEIRUT", None, ("AFP", "Reuters"), None),
    ("Damascus, Aug 3 (IPS) - The army fled.", "Damascus", None, ("IPS",), None),
    ("Beirut (AFP) – The army fled.", "Beirut", None, ("AFP",), None),
    ("GAZA — Two people died.", "GAZA", None, (), None),
    ("BAGHDAD—Two people died.", "BAGHDAD", None, (), None),
    ("BOSTON —", "BOSTON", None, (), None),
    ("pune: the police sent companies of the reserve.", "Pune", None, (), None),
    ("LIMA, 8 MAY 89 (RADIO ANDINA) -- [TEXT] THE ARMY FLED.", "LIMA", "1989-05-08", (), "Radio Andina"),
    ("BOGOTA, 25 SEP 89 (AFP) -- [TEXT] THE POLICE FLED.", "BOGOTA", "1989-09-25", ("AFP",), "AFP"),
    ("CARACAS (VENEZUELA), 27 OCT 89 (DPA) -- [TEXT] THE ARMY FLED.", "CARACAS", "1989-10-27", ("DPA",), "DPA"),
    ("CLANDESTINE, 12 NOV 89 (RADIO REBELDE) -- WE FIGHT ON.", None, "1989-11-12", (), "Radio Rebelde"),
]
NO_DATELINES = [
    "BREAKING: The army fled.",
    "REPORT: the army fled",
    "THE ARMY SAID: WE HAVE FLED FROM THE CITY.",
    "The army said: we have fled.",
    "Palmyra: the fall of a city",
    "The minister told reporters - after the raid - that nobody died.",
    "BEIRUT-based fighters fled.",
    "the statement: We have fled.",
    "In Washington today, the agency released a report.",
    "",
]


@pytest.mark.parametrize(("words", "place", "published", "agencies", "outlet"), DATELINES, ids=[d[0][:30] for d in DATELINES])
def test_a_dateline_tells_place_date_and_agency(
    words: str, place: str | None, published: str | None, agencies: tuple[str, ...], outlet: str | None
) -> None:
    filed = find_dateline(words)
    assert filed is not None
    assert (filed.place, filed.published, filed.agencies, filed.outlet) == (place, published, agencies, outlet)


@pytest.mark.parametrize("words", NO_DATELINES)
def test_other_words_are_no_dateline(words: str) -> None:
    assert find_dateline(words) is None


def test_the_story_begins_right_after_the_dateline() -> None:
    words = "BEIRUT, Dec 9 (Reuters) - The army fled."
    filed = find_dateline(words)
    assert filed is not None and words[filed.length :] == "The army fled."


def test_further_down_a_dateline_needs_a_date_or_an_agency() -> None:
    assert find_dateline("HOMS: Twelve people died.", sure=True) is None
    assert find_dateline("HOMS (AFP) - Twelve people died.", sure=True) is not None


def test_a_line_of_place_and_date() -> None:
    filed = find_place_date("Moscow, 11 December 2016")
    assert filed is not None and (filed.place, filed.published) == ("Moscow", "2016-12-11")
    assert find_place_date("Reuters, 11 December 2016") is None


@pytest.mark.parametrize(
    "hostile", ["A" * 100_000, "A. " * 50_000, "A, " * 50_000, "(" * 50_000, "A B: [" * 20_000, "[A] " * 50_000]
)
def test_no_line_takes_long(hostile: str) -> None:
    find_dateline(hostile)
