"""Times that the encoder read past, and acts that they are lent to."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.clause_times import add_times


def lent(text: str, *acts: tuple[str, str], known: tuple[tuple[int, str, str], ...] = ()) -> list[list[str]]:
    """The words of the times that each act is tied to, after the rule; `known`: what the encoder tied (act, role, words)."""
    story = Story(text)
    for word, clause in acts:
        story.act(word, "attack", clause)
    for act, role, words in known:
        story.tie(act, role, words, "2016-12-11")
    read = add_times(text, story.reading)
    assert len(read.mentions) == len(read.groups) == len(read.kinds)
    return [
        [read.mentions[k.mention].span.read(text) for k in read.links if k.trigger == i and k.role == "when"]
        for i in range(len(acts))
    ]


@pytest.mark.parametrize(
    ("text", "clause", "wanted"),
    [
        ("The army had recaptured the town in March.", "The army had recaptured the town in March", ["March"]),
        ("The army recaptured the town. It had lost it in March.", "The army recaptured the town", []),  # another clause's
        (
            "They recaptured it between March and 4 May 2016 and left in June.",
            "They recaptured it between March and 4 May 2016 and left in June",
            [],
        ),
    ],
    ids=["its-own", "another-clause", "several"],
)
def test_an_act_has_the_one_time_of_its_clause(text: str, clause: str, wanted: list[str]) -> None:
    assert lent(text, ("recaptured", clause)) == [wanted]


def test_what_the_encoder_tied_stays_and_one_mention_is_made_of_one_time() -> None:
    text = "Rebels seized and looted the town in March."
    clause = text[:-1]
    assert lent(text, ("seized", clause), ("looted", clause)) == [["March"], ["March"]]
    assert lent(text, ("seized", clause), known=((0, "when", "March"),)) == [["March"]]
