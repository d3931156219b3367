"""What each test bed reads off a record, on records made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.accuracy.field import case2021, indiapolice, muc4, polnear, satp10k, tempeval3, toponyms
from benchmarks.accuracy.field.bed import Told
from benchmarks.accuracy.field.command import drops

from coding.hand import Story
from dateline.coding.attribution import voices
from dateline.coding.claims import claims
from dateline.coding.events import assemble, cluster
from dateline.records import Coded, Numbers, Span, Who


def told(story: Story) -> Told:
    reading, resolved = story.reading, story.resolved
    claimed = claims(story.document, reading, resolved, voices(story.document, reading, resolved, None))
    groups = cluster(story.document.text, reading, resolved)
    return Told(Coded(story.document, assemble(story.document, reading, resolved, groups, claimed)), reading)


@pytest.mark.parametrize(
    ("types", "label"),
    [
        ([], "ARMED_CLASH"),
        (["statement"], "OTHER"),
        (["statement", "air_strike"], "AIR_STRIKE"),
        (["siege", "displacement"], "OTHER"),
        (["armed_clash", "suicide_bombing"], "SUIC_BOMB"),
        (["shelling", "chemical_weapon"], "CHEM_WEAP"),
        (["attack", "arrest"], "ATTACK"),
        (["peaceful_protest", "arrest"], "PROTEST_WITH_INTER"),
        (["peaceful_protest", "force_against_protesters"], "FORCE_AGAINST_PROTEST"),
        (["withdrawal"], "NON_VIOL_TERRIT_TRANSFER"),
        (["government_regains_territory", "withdrawal"], "NON_VIOL_TERRIT_TRANSFER"),
        (["government_regains_territory", "withdrawal", "armed_clash"], "GOV_REGAINS_TERIT"),
    ],
)
def test_a_snippet_has_the_sub_event_of_its_main_event(types: list[str], label: str) -> None:
    story = Story(" ".join(f"word{n}." for n in range(len(types))) or "Nothing.")
    for n, kind in enumerate(types):
        story.act(f"word{n}", kind)
    assert case2021.label(told(story).coded) == label


def test_every_label_of_the_task_is_reached() -> None:
    assert len(set(case2021.LABELS.values())) == 25


def test_deaths_are_the_figures_that_break_nothing_down() -> None:
    story = Story("Three rebels, including a woman, were killed and two guards hurt. Three rebels fell. He was killed.")
    first = story.act("were killed", "armed_clash", "Three rebels, including a woman, were killed")
    story.tie(first, "killed", "Three rebels", ("unknown", Numbers(3, 3, 3)))
    story.tie(first, "killed", "a woman", ("women", Numbers(1, 1, 1)))
    story.tie(first, "injured", "two guards", ("unknown", Numbers(2, 2, 2)))
    denied = story.act("fell", "armed_clash", status="denied")
    story.tie(denied, "killed", "Three rebels fell", ("unknown", Numbers(3, 3, 3)))
    last = story.act("was killed", "attack")
    story.tie(last, "killed", "He", ("unknown", Numbers(1, 1, 1)))
    coded = told(story).coded
    assert [satp10k.counted(story.document.text, coded, m) for m in ("killed", "injured")] == [3, 2]


def test_an_act_that_kills_without_a_figure_kills_its_targets() -> None:
    story = Story("Rebels killed Ram Das and Anand.")
    act = story.act("killed", "attack")
    story.tie(act, "target", "Ram Das")
    story.tie(act, "target", "Anand")
    assert [satp10k.counted(story.document.text, told(story).coded, m) for m in ("killed", "injured")] == [2, 0]


def test_the_police_are_who_their_words_say() -> None:
    story = Story("Police fired at the crowd, killing two. Officers watched. A mob burnt shops. Ten were held.")
    act = story.act("fired", "force_against_protesters")
    story.tie(act, "initiator", "Police")
    story.tie(act, "killed", "two", ("civilians", Numbers(2, 2, 2)))
    mob = story.act("burnt", "mob_violence")
    story.tie(mob, "initiator", "A mob", "rioters")
    story.act("held", "arrest")
    text = story.document.text
    ends = [text.index(". ", at) + 1 for at in (0, 40, 60)] + [len(text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    row = {"text": text, "sentences": [{"start": s, "end": e} for s, e in zip(starts, ends, strict=True)]}
    assert indiapolice.said_yes(row, told(story)) == [{"ANY_ACTION", "FORCE", "KILL"}, set(), set(), {"ARREST", "ANY_ACTION"}]


def test_roles_are_filled_by_names_and_things() -> None:
    story = Story("MEMBERS OF THE FMLN BOMBED THE EMBASSY WITH DYNAMITE AND KILLED SOLDIERS AND CARLOS GALAN.")
    act = story.act("BOMBED", "remote_explosive")
    for role, words in (
        ("initiator", "MEMBERS OF THE FMLN"),
        ("target", "EMBASSY"),
        ("target", "SOLDIERS"),
        ("weapon", "DYNAMITE"),
    ):
        story.tie(act, role, words)
    story.tie(act, "target", "CARLOS GALAN")
    text = story.document.text
    event = told(story).coded.events[0]
    named = tuple(w if w.span is None else _by_rule(w) for w in event.targets)
    event = replace(event, targets=named, initiators=tuple(map(_by_rule, event.initiators)))
    found = muc4.fillers(text, Coded(story.document, (event,)))
    assert found == {
        "PerpInd": ["MEMBERS OF THE FMLN"], "PerpOrg": ["FMLN"], "Target": ["EMBASSY"], "Victim": ["CARLOS GALAN"], "Weapon": ["DYNAMITE"],
    }  # fmt: skip


def _by_rule(who: Who) -> Who:
    return replace(who, basis=replace(who.basis, coder="actors.words"))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the Rev. spokesman for the army", "spokesman"),
        ("Spokeswoman Jessica Ditto", "Ditto"),
        ("dozens of papers", "dozens"),
        ("Trump, the nominee", "Trump"),
        ("He", "He"),
        ("people who know him", "people"),
    ],
)
def test_the_head_of_a_source(words: str, wanted: str) -> None:
    assert words[polnear.head(words, Span(0, len(words))) :].startswith(wanted)


def test_contents_share_half_of_their_union() -> None:
    assert polnear.alike(Span(0, 10), Span(0, 20))
    assert not polnear.alike(Span(0, 10), Span(0, 21))
    counts = polnear.by_overlap([Span(0, 10), Span(20, 30)], [Span(0, 12), Span(1, 11)], [])
    assert (counts["gold"], counts["ours found"], counts["ours right"]) == (2, 2, 1)


def test_a_found_time_is_paired_once() -> None:
    gold = [{"start": 0, "end": 6, "value": "1990-08-10"}, {"start": 10, "end": 14, "value": "1990"}]
    found = [(0, 3, "1990-08-10"), (2, 6, "1990-08-10"), (10, 14, "1991")]
    assert tempeval3.paired(found, gold) == 1


def test_near_is_within_a_hundred_miles() -> None:
    mark = {"lat": 34.0, "lon": 38.0}
    assert toponyms.near(mark, 35.4, 38.0)  # 156 km
    assert not toponyms.near(mark, 35.5, 38.0)
    assert not toponyms.near(mark, None, None)


def test_a_drop_is_told_and_noise_is_not() -> None:
    def bed(value: float, sha: str = "a") -> dict[str, object]:
        return {"sha256": {"c": sha}, "figures": [{"bed": "c", "measure": "F1", "value": value}]}

    assert drops({"c": bed(0.700)}, {"c": bed(0.691)}) == []
    assert drops({"c": bed(0.700)}, {"c": bed(0.689)}) == ["c, F1: 0.689 is below the floor 0.700"]
    assert drops({}, {"c": bed(0.7)}) == ["c: not pinned yet (--pin)"]
    assert len(drops({"c": bed(0.7)}, {"c": bed(0.7, "b")})) == 1
