"""What each line of a page is, in cases that an editor can read, and what must hold of any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.read.clean import lay_out
from dateline.read.dates import find_date, is_edtf_date
from dateline.read.lines import find_told, is_byline, is_furniture
from dateline.records import Span

PAGE = """Army leaves the old town

Army leaves the old town
Soldiers on the bridge of the old town on 3 May 2016, a day before they left. (Reuters file photo)
Updated 4 May 2016
Follow

By Nadia Haddad and Omar Said

BEIRUT, Lebanon: The army left the old town on Wednesday.
“We saw them go,” a shopkeeper told AFP.
Share | Print | Comments (3)
Read more: Five towns that changed hands
(Reporting by Nadia Haddad; editing by Omar Said)
© 2016 Orontes Courier. All rights reserved."""


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(s.kind, s.span.read(text).strip()) for s in lay_out(text, title).sections]


def test_a_news_page_is_told_apart_line_by_line() -> None:
    assert [k for k, _ in kinds(PAGE)] == [
        "title", "furniture", "caption", "credit", "furniture", "furniture", "byline", "dateline", "body", "body",
        "furniture", "furniture", "byline", "furniture",
    ]  # fmt: skip
    layout = lay_out(PAGE)
    assert (layout.title, layout.published, layout.place_filed) == ("Army leaves the old town", "2016-05-04", "BEIRUT, Lebanon")
    assert set(layout.agencies) == {"Reuters", "AFP"}


FURNITURE = [
    "Follow", "Share", "Tweet", "Share | Print | Comments (14)", "Facebook Twitter Linkedin Mail", "3 min read", "Advertisement",
    "Read more: Five towns that changed hands", "Tags: Syria, Homs, army", "© 2016 Orontes Courier", "Updated 3 hours ago", "___", "▶",
    "Click here to see the map", "Sign up for our newsletter", "All rights reserved.", "Related stories: The fall of a town",
]  # fmt: skip
STORY = [
    "Follow the river and you reach the front, a soldier said.",
    "More on the eastern bank was destroyed than on the western one.",
    "Mail and food reached the besieged town on Friday.",
    "Sign up in Aleppo was slow, and only nine men joined the militia.",
    "Read more than 20 names aloud, the mourners did on Sunday.",
    "Watch towers were shelled.",
    "Related news reached the camp late on Sunday, aid workers said.",
    "Two people died.",
    "Syria",
]


@pytest.mark.parametrize("words", FURNITURE)
def test_a_button_or_notice_is_furniture(words: str) -> None:
    assert is_furniture(words)


@pytest.mark.parametrize("words", STORY)
def test_a_sentence_of_the_story_is_kept(words: str) -> None:
    assert not is_furniture(words)
    assert ("body", words) in kinds(f"A town falls to rebels\n\nThe town fell.\n{words}\nMore came.")


@pytest.mark.parametrize(
    "words",
    [
        "By Nadia Haddad",
        "By Orontes Courier staff",
        "By LEVANT NEWSWIRE",
        "Reporting by Omar Said; Editing by Nadia Haddad",
        "Written by Omar Said",
    ],
)
def test_a_byline(words: str) -> None:
    assert is_byline(words)


@pytest.mark.parametrize(
    "words", ["By Sunday the town had fallen.", "By the river, two men died", "From Homs to Palmyra the road is closed"]
)
def test_no_byline(words: str) -> None:
    assert not is_byline(words)


CREDITS = [
    # line                                                                    text kept                           agencies
    ("A tank in Homs on Sunday. (Reuters file photo)", "A tank in Homs on Sunday.", ("Reuters",)),
    ("A tank in Homs on Sunday. Photo: Omar Said/AFP", "A tank in Homs on Sunday.", ("AFP",)),
    ("A tank in Homs on Sunday. Omar Said/AP", "A tank in Homs on Sunday.", ("AP",)),
    ("A tank in Homs on Sunday. (Photo: handout)", "A tank in Homs on Sunday.", ()),
    ("A tank in Homs on Sunday. [Getty Images]", "A tank in Homs on Sunday.", ()),
]


@pytest.mark.parametrize(("line", "kept", "agencies"), CREDITS)
def test_the_credit_of_a_picture_makes_its_line_a_caption(line: str, kept: str, agencies: tuple[str, ...]) -> None:
    text = f"A town falls to rebels\n{line}\nThe town fell on Sunday."
    assert kinds(text)[1] == ("caption", kept)
    assert lay_out(text).agencies == agencies


def test_the_credit_of_an_agency_leaves_its_line_a_part_of_the_story() -> None:
    assert kinds("A town falls to rebels\nThe town fell. (AFP)")[1:] == [("body", "The town fell."), ("credit", "(AFP)")]


@pytest.mark.parametrize(
    "words", ["The town fell (according to a satellite image).", "They fled on foot. (WARNING: Images may upset.)"]
)
def test_words_in_brackets_that_are_no_credit_stay_text(words: str) -> None:
    assert kinds(f"A town falls to rebels\nThe town fell on Sunday.\n{words}")[2] == ("body", words)


HEADS = [
    # lines under the title                                     outlet                                          date          place     agencies
    ("Ministry of Defence of the Russian Federation", "Ministry of Defence of the Russian Federation", None, None, ()),
    ("Moscow, 11 December 2016", None, "2016-12-11", "Moscow", ()),
    ("Amaq – 11 December 2016 – as carried by Reuters", "Amaq", "2016-12-11", None, ("Amaq", "Reuters")),
    ("Levant Newswire, 13 May 2015", "Levant Newswire", "2015-05-13", None, ()),
]


@pytest.mark.parametrize(("line", "outlet", "published", "place", "agencies"), HEADS)
def test_the_head_of_a_page_names_its_outlet_or_its_place(
    line: str, outlet: str | None, published: str | None, place: str | None, agencies: tuple[str, ...]
) -> None:
    layout = lay_out(f"On the situation at the front\n{line}\n\nAircraft carried out nine strikes.")
    assert (layout.outlet, layout.published, layout.place_filed, layout.agencies) == (outlet, published, place, agencies)


def test_the_day_of_printing_wins_over_the_day_of_a_change() -> None:
    assert lay_out("A town falls to rebels\nUpdated 12 May 2016\nPublished 11 May 2016\nThe town fell.").published == "2016-05-11"


def test_a_date_that_heads_a_part_of_the_story_is_text() -> None:
    text = "A town falls to rebels\nThe town fell on Sunday.\n12 May 2016\nIt was retaken."
    assert ("body", "12 May 2016") in kinds(text) and lay_out(text).published is None


def test_a_sentence_that_stands_twice_in_a_list_of_acts_is_kept() -> None:
    text = "Attacks of the week in Homs\nOne soldier was killed in Homs.\nTwo were hurt.\nOne soldier was killed in Homs."
    assert [k for k, _ in kinds(text)] == ["title", "body", "body", "body"]


def test_a_known_title_is_found_though_its_points_differ_and_though_the_story_follows_on_its_line() -> None:
    assert kinds("Army leaves the old town.\nBEIRUT (AP) — It fled.", "Army leaves the old town")[0][0] == "title"
    assert [k for k, _ in kinds("Army leaves the old town. HOMS (AP) — It fled.", "Army leaves the old town")] == [
        "title",
        "dateline",
        "body",
    ]


def test_an_agency_that_somebody_spoke_to_is_relayed() -> None:
    assert find_told("a doctor told AFP. The mayor told Reuters news agency. He told Parliament.") == ("AFP", "Reuters")


DATES = [
    ("Updated 11 December 2016", "2016-12-11"), ("March 14, 2002", "2002-03-14"), ("4 FEB 90", "1990-02-04"), ("2016-12-11T08:00", "2016-12-11"),
    ("2016/12/11", "2016-12-11"), ("Sunday", None), ("31 February 2016", None), ("11/12/2016", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "value"), DATES)
def test_a_calendar_date(words: str, value: str | None) -> None:
    assert find_date(words) == value


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2016", True),
        ("2016-12", True),
        ("2016-12-11T08:00Z", True),
        ("2016-13", False),
        ("11 May", False),
        ("2016-12-11T99:00", False),
    ],
)
def test_an_edtf_date(value: str, good: bool) -> None:
    assert is_edtf_date(value) is good


LINE = st.one_of(
    st.sampled_from([*PAGE.split("\n"), *FURNITURE, *STORY, "BEIRUT: ", "(AFP)", "Photo: x/AFP"]), st.text(max_size=80)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, max_size=12).map("\n".join), st.one_of(st.none(), st.sampled_from(["Army leaves the old town", "x"])))
@example("BEIRUT: (AFP)", None)
@example("(AFP)\n" * 3, None)
def test_the_sections_cover_the_text_in_order_without_overlap(text: str, title: str | None) -> None:
    last, covered = 0, set[int]()
    for section in lay_out(text, title).sections:
        assert last <= section.span.start < section.span.end <= len(text)
        last = section.span.end
        covered |= set(range(section.span.start, section.span.end))
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


def test_given_captions_are_captions() -> None:
    text = "A town falls to rebels\nA street in the town.\nThe town fell."
    start = text.index("A street")
    assert [s.kind for s in lay_out(text, None, (Span(start, start + 21),)).sections] == ["title", "caption", "body"]


@pytest.mark.parametrize(
    "piece", ["share ", "read more ", " ", "By A, ", "(", "photo: ", "A/AFP ", "told A A A ", "© ", "Updated "]
)
def test_a_long_line_takes_no_long_time(piece: str) -> None:
    lay_out(piece * 15_000)
    lay_out((piece * 20 + "\n") * 300)
