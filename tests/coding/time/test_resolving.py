"""Time expressions and what they mean; each case is one expression of a report published on Sunday, 11 December 2016."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.segment import segment
from dateline.coding.time import TimeContext, find_times, resolve_times
from dateline.records import Span, When

PUBLISHED = "2016-12-11"

CASES = [
    # the report's own day and those around it
    ("The depot burned today.", "today", "2016-12-11", "day"),
    ("It burned yesterday.", "yesterday", "2016-12-10", "day"),
    ("The council will meet tomorrow.", "tomorrow", "2016-12-12", "day"),
    ("It burned this morning.", "this morning", "2016-12-11", "day"),
    ("It burned overnight.", "overnight", "2016-12-10/2016-12-11", "range"),
    ("LAST NIGHT IT BURNED.", "LAST NIGHT", "2016-12-10/2016-12-11", "range"),
    ("Over the past night it burned.", "the past night", "2016-12-10/2016-12-11", "range"),
    # weekdays
    ("It burned on Thursday.", "Thursday", "2016-12-08", "day"),
    ("it burned on thursday.", "thursday", "2016-12-08", "day"),
    ("It burned on Sunday.", "Sunday", "2016-12-11", "day"),
    ("The envoys will meet on Thursday.", "Thursday", "2016-12-15", "day"),
    ("It burned last Sunday.", "last Sunday", "2016-12-04", "day"),
    ("Wednesday's vote was lost.", "Wednesday", "2016-12-07", "day"),
    ("In the early hours of Friday it burned.", "the early hours of Friday", "2016-12-09", "day"),
    ("It burned on Monday night.", "Monday night", "2016-12-05", "day"),
    ("It burned overnight Friday.", "overnight Friday", "2016-12-09/2016-12-10", "range"),
    # weeks, months, years
    ("It began last week.", "last week", "2016-12-05/2016-12-11", "week"),
    ("It began last month.", "last month", "2016-11", "month"),
    ("It began last year.", "last year", "2015", "year"),
    ("In May last year it began.", "May last year", "2015-05", "month"),
    ("They were driven out in March.", "March", "2016-03", "month"),
    ("Talks will be held in March.", "March", "2017-03", "month"),
    ("Talks will open in mid January.", "mid January", "2017-01", "month"),
    ("The council postponed the vote until Tuesday.", "Tuesday", "/2016-12-13", "range"),
    ("The truce was extended to Jan. 20.", "Jan. 20", "2017-01-20", "day"),
    ("He has led it since September 2015.", "September 2015", "2015-09/..", "range"),
    ("It stood until 18 October.", "18 October", "/2016-10-18", "range"),
    ("In 1989 it burned.", "1989", "1989", "year"),
    ("In the 1980s it stood.", "the 1980s", "1980/1989", "year"),
    ("In spring 2014 it fell.", "spring 2014", "2014-21", "season"),
    ("Between June 1975 and February 1976 it lay empty.", "June 1975 and February 1976", "1975-06/1976-02", "range"),
    # dates
    ("It burned on Dec. 10.", "Dec. 10", "2016-12-10", "day"),
    ("It burned on 27 March.", "27 March", "2016-03-27", "day"),
    ("It burned on Sunday, 26 March 1989.", "Sunday, 26 March 1989", "1989-03-26", "day"),
    ("BOGOTA, 14 NOV 89 (RADIO)", "14 NOV 89", "1989-11-14", "day"),
    ("It burned on 2016-12-03.", "2016-12-03", "2016-12-03", "day"),
    ("It burned on New Year's Eve.", "New Year's Eve", "2015-12-31", "day"),
    # counted
    ("It burned three days ago.", "three days ago", "2016-12-08", "day"),
    ("It burned two weeks ago.", "two weeks ago", "2016-11-24/2016-11-30", "week"),
    ("It burned two months ago.", "two months ago", "2016-10", "month"),
    ("It burned five years ago.", "five years ago", "2011", "year"),
    ("A few days ago it burned.", "A few days ago", "2016-12-04/2016-12-10", "week"),
    ("In the past 24 hours it burned.", "the past 24 hours", "2016-12-10/2016-12-11", "range"),
    ("Over the past month it burned.", "the past month", "2016-11-11/2016-12-11", "range"),
    ("Over the last year it burned.", "the last year", "2015-12/2016-12", "range"),
    # hours
    ("It burned today at 5 p.m.", "today at 5 p.m.", "2016-12-11", "exact"),
    ("AT 0LL5 THIS MORNING (0415 GMT) IT BURNED.", "0LL5 THIS MORNING", "2016-12-11", "exact"),
    ("THE BOMB WENT OFF AT 2015 LAST NIGHT.", "2015 LAST NIGHT", "2016-12-10", "exact"),
    # no value of their own
    ("It burned for three days.", "three days", None, "unknown"),
    ("It burns every day.", "every day", None, "unknown"),
]


def read(text: str, published: str | None = PUBLISHED, captions: tuple[Span, ...] = ()) -> dict[str, When]:
    sentences = segment(text, ())
    spans = find_times(text, sentences)
    found = resolve_times(text, spans, TimeContext(published, sentences, captions))
    return {span.read(text): when for span, when in zip(spans, found, strict=True)}


@pytest.mark.parametrize(("text", "words", "value", "precision"), CASES, ids=[row[1] for row in CASES])
def test_finds_and_resolves(text, words, value, precision):
    found = read(text)
    assert words in found, found
    assert (found[words].value, found[words].precision) == (value, precision)


STORY = [
    ("On Dec. 6 they entered the town. The following day they left.", "The following day", "2016-12-07"),
    ("On Dec. 6 they entered the town. Two days later they left.", "Two days later", "2016-12-08"),
    ("On Dec. 6 they entered the town, and the day before a village.", "the day before", "2016-12-05"),
    ("On Dec. 6 they entered the town. The same day they left.", "The same day", "2016-12-06"),
    ("On Tuesday they came; hours later they left.", "hours later", "2016-12-06"),
    ("On 4 August they came. “I saw them today,” she said that day.", "that day", "2016-08-04"),
]


@pytest.mark.parametrize(("text", "words", "value"), STORY, ids=[row[1] for row in STORY])
def test_counts_from_where_the_story_stands(text, words, value):
    assert read(text)[words].value == value


def test_a_caption_keeps_its_own_day():
    text = "A street on March 27, 2014.\nTwo days later the town fell."
    captions = (Span(0, text.index("\n")),)
    assert read(text, captions=captions)["Two days later"].value == "2016-12-13"
    assert read(text)["Two days later"].value == "2014-03-29"


def test_an_undated_report_resolves_only_what_stands_in_it():
    found = read("On 13 September 1974 it burned. On 15 September they spoke. They met again on Monday.", published=None)
    assert found["13 September 1974"].value == "1974-09-13"
    assert found["15 September"].value == "1974-09-15"
    assert found["Monday"].value is None


def test_a_month_of_publication_gives_no_days():
    assert read("It burned today.", published="2015-08")["today"].value == "2015-08"
    assert read("A year ago it burned.", published="2015-08")["A year ago"].value == "2014-08"


def test_vague_words_are_defaults_and_not_days():
    now = read("It burned recently.")["recently"]
    assert (now.precision, now.basis.how) == ("unknown", "defaulted")


def test_words_said_to_be_a_time_are_read_more_freely():
    text = "They have been held since the uprising began. It rose on 26 March."
    span = Span(text.index("since"), text.index("."))
    (when,) = resolve_times(text, [span], TimeContext("1989-03-28", segment(text, ())))
    assert when.value is not None and when.value.endswith("/..")


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    sentences = segment(text, ())
    spans = find_times(text, sentences)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(resolve_times(text, spans, TimeContext(PUBLISHED, sentences))) == len(spans)


WORDS = st.sampled_from(
    [
        "on",
        "in",
        "since",
        "until",
        "last",
        "next",
        "the",
        "3",
        "31",
        "30",
        "February",
        "March",
        "2016",
        "1989",
        "Sunday",
        "night",
        "ago",
        "days",
        "week",
        "two",
        "later",
        "before",
        "24:00",
        "0LL5",
        "12/13/2016",
        "99",
        "year",
        "9999",
        "half",
        "a",
        "dozen",
        "eve",
        "of",
        "and",
        "between",
        "from",
        "to",
        "1st",
        "fifth",
        "quarter",
        "hours",
        "after",
    ]
)


@given(st.lists(WORDS, max_size=12), st.sampled_from([None, "2016", "2016-02", "2016-02-29", "2016-02-29T10:00Z", "broken"]))
def test_any_calendar_words_are_read_without_an_error(words, published):
    text = " ".join(words)
    sentences = segment(text, ())
    spans = [*find_times(text, sentences), Span(0, len(text))]
    for when in resolve_times(text, spans, TimeContext(published, sentences)):
        assert when.value is None or when.precision
