"""Place phrases, as reports write them, and what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.place import PlaceContext, find_places, report_countries, resolve_places
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Mention, Span, Where


def resolve(gazetteer: Gazetteer, text: str, *names: str, filed: str | None = None) -> list[Where]:
    """Resolves the marked names, each at its first place after the one before."""
    mentions, at = [], 0
    for name in names:
        start = text.index(name, at)
        mentions.append(Mention("place", Span(start, start + len(name)), 1.0))
        at = start + len(name)
    countries = report_countries(text, (), filed, gazetteer)
    return list(resolve_places(text, mentions, PlaceContext((), filed, "2016-12-11", countries), gazetteer))


CASES = [
    ("Shells fell on Palmyra in Syria.", "Palmyra", ("Palmyra", 1, "SY")),
    ("Syrian jets struck northwest of Palmyra.", "Palmyra", ("Palmyra", 2, "SY")),
    ("Clashes broke out 20 km east of Raqqa, Syria.", "Raqqa", ("Raqqa", 2, "SY")),
    ("A convoy crossed Homs province in Syria.", "Homs province", ("Homs Governorate", 4, "SY")),
    ("A convoy crossed Anbar, in Iraq.", "Anbar", ("Anbar Governorate", 4, "IQ")),
    ("Iraqi troops entered Al Huwayjah.", "Al Huwayjah", ("Hawija", 1, "IQ")),
    ("MEN WITH RIFLES CAME TO BOGOTA, COLOMBIA.", "BOGOTA", ("Bogotá", 1, "CO")),
    ("the crowd gathered in ahmedabad, india.", "ahmedabad", ("Ahmedabad", 1, "IN")),
    ("Gunmen rode through central Mali.", "central Mali", ("central Mali", 5, "ML")),
    ("A ship was hit in the Red Sea off Yemen.", "Red Sea", ("Red Sea", 7, None)),
    ("Fighting went on in Eastern Ghouta, Syria.", "Eastern Ghouta", ("Eastern Ghouta", 5, "SY")),
    ("The army left South Sudan.", "South Sudan", ("South Sudan", 6, "SS")),
    ("Syrian rebels hold the village of Umm Zarqun.", "Umm Zarqun", ("Umm Zarqun", 1, "SY")),
    ("Police in Chatra District, India, found arms.", "Chatra District", ("Chatra District", 3, "IN")),
]


@pytest.mark.parametrize(("text", "name", "expected"), CASES, ids=[c[1] for c in CASES])
def test_a_phrase_stands_for_its_place(gazetteer: Gazetteer, text: str, name: str, expected: tuple[str, int, str | None]) -> None:
    (where,) = resolve(gazetteer, text, name)
    assert (where.name, where.precision, where.country) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Troops reached Palmyra in Syria. Shells hit the city.", ("Palmyra", "the city"), ("Palmyra", 1)),
        ("Troops reached Palmyra in Syria and dug in around the city.", ("Palmyra", "around the city"), ("Palmyra", 2)),
        (
            "Aleppo burned. Jets struck the city’s eastern districts in Syria.",
            ("Aleppo", "city’s eastern districts"),
            ("Aleppo", 1),
        ),
        (
            "Forces walked through Palmyra in Homs governorate after they seized it in Syria.",
            ("Palmyra", "Homs governorate", "it"),
            ("Palmyra", 1),
        ),
        ("Chile woke to blasts in the capital.", ("Chile", "capital"), ("Santiago", 1)),
        ("Colombia mourned. Bombs went off all over the country.", ("Colombia", "the country"), ("Colombia", 6)),
        ("Iraqi police found a body in the Amal hospital in Mosul.", ("Amal hospital",), ("Amal hospital", 1)),
    ],
)
def test_a_nameless_phrase_points_back(gazetteer: Gazetteer, text: str, names: tuple[str, ...], expected: tuple[str, int]) -> None:
    where = resolve(gazetteer, text, *names)[-1]
    assert (where.name, where.precision) == expected


@pytest.mark.parametrize(
    ("text", "names", "regions"),
    [
        ("The fire in Paris, Texas, spread to Dallas and Tyler.", ("Paris", "Texas", "Dallas", "Tyler"), ("Texas",)),
        ("Tripoli and Sidon lie on the coast of Lebanon.", ("Tripoli",), (None, "LB")),
        ("Tripoli and Benghazi are the big cities of Libya.", ("Tripoli",), (None, "LY")),
    ],
)
def test_company_decides_between_namesakes(
    gazetteer: Gazetteer, text: str, names: tuple[str, ...], regions: tuple[str, ...]
) -> None:
    where = resolve(gazetteer, text, *names)[0]
    assert regions[-1] in (where.admin1, where.country)


def test_near_reaches_over_a_list(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "Jets struck near the Mahr and Shaar fields in Syria.", "Mahr", "Shaar")
    assert [w.precision for w in found] == [2, 2]


def test_an_unlisted_place_has_no_coordinates(gazetteer: Gazetteer) -> None:
    (where,) = resolve(gazetteer, "Syrian rebels hold the village of Umm Zarqun.", "Umm Zarqun")
    assert (where.lat, where.lon, where.geonames_id, where.basis.how) == (None, None, None, "inferred")


@pytest.mark.parametrize(
    ("text", "filed", "first"),
    [
        ("Syrian troops backed by Russia fought near Damascus.", None, "SY"),
        ("GUATEMALAN SOLDIERS FIRED.", None, "GT"),
        ("gunmen attacked a market in nigeria.", None, "NG"),
        ("The blast killed two.", "KABUL", "AF"),
    ],
)
def test_countries_are_ranked(gazetteer: Gazetteer, text: str, filed: str | None, first: str) -> None:
    assert report_countries(text, (), filed, gazetteer)[:1] == (first,)


def test_the_plain_tagger_reads_capitals_only(gazetteer: Gazetteer) -> None:
    text = "Rebels took Idlib and moved on Aleppo in March."
    assert [m.span.read(text) for m in find_places(text, (), gazetteer)] == ["Idlib", "Aleppo"]
    assert find_places(text.lower(), (), gazetteer) == find_places(text.upper(), (), gazetteer) == ()


WORDS = ["the", "city", "of", "near", "Aleppo,", "north", "’s", "in", "Homs", "province", "(", "5", "km", "it’s", "Syria", "-", "“"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_span_is_answered(gazetteer: Gazetteer, words: list[str]) -> None:
    text = "In Syria " + " ".join(words)
    spans = sorted({Span(a, b) for a in range(0, len(text), 5) for b in (a, min(len(text), a + 12))})
    found = resolve_places(text, [Mention("place", s, 0.5) for s in spans], PlaceContext(countries=("SY",)), gazetteer)
    assert [w.span for w in found] == spans
    assert all(1 <= w.precision <= 7 and w.name for w in found)
