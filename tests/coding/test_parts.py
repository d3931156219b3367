"""Figures that break down a larger one, and figures beside it that do not."""

from __future__ import annotations

import pytest

from dateline.coding.parts import with_parts
from dateline.records import Basis, HowMany, Numbers, Span

Told = tuple[str, float, str]  # words, best number, group


def figures(text: str, told: list[Told]) -> list[HowMany]:
    out, at = [], 0
    for words, best, group in told:
        at = text.index(words, at)
        numbers = Numbers(best, best, best)
        out.append(HowMany(Span(at, at + len(words)), "killed", "people", group, numbers, Basis("stated", "test")))
        at += len(words)
    return out


def whole_of(text: str, told: list[Told]) -> list[str | None]:
    return [q.part_of and q.part_of.read(text) for q in with_parts(text, figures(text, told))]


MANY, TWO, ONE = ("Three cadres", 3.0, "unknown"), ("Two rebels", 2.0, "unknown"), ("A cadre", 1.0, "unknown")


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("67 civilians, among whom were 14 children, died", [("67 civilians", 67, "civilians"), ("14 children", 14, "children")],
         [None, "67 civilians"]),
        ("Three cadres including a woman were killed", [MANY, ("a woman", 1, "combatants:X")], [None, "Three cadres"]),
        ("Three cadres, including a chief and two guards, were killed", [MANY, ("a chief", 1, "unknown"), ("two guards", 2, "unknown")],
         [None, "Three cadres", "Three cadres"]),
        ("Three cadres, including a chief, and two guards were killed", [MANY, ("a chief", 1, "unknown"), ("two guards", 2, "unknown")],
         [None, "Three cadres", None]),
        ("Two rebels, identified as Ram Das and Anand Kumar, died", [TWO, ("Ram Das", 1, "unknown"), ("Anand Kumar", 1, "unknown")],
         [None, "Two rebels", "Two rebels"]),
        ("Two rebels, Ram Das (32) and Anand Kumar (40), died", [TWO, ("Ram Das", 1, "unknown"), ("Anand Kumar", 1, "unknown")],
         [None, "Two rebels", "Two rebels"]),
        ("A cadre, identified as Ram Das, was killed", [ONE, ("Ram Das", 1, "unknown")], [None, "A cadre"]),
        ("Ilaiah alias Samba was killed", [("Ilaiah", 1, "unknown"), ("Samba", 1, "unknown")], [None, "Ilaiah"]),
        ("A cadre, identified as Badan Singh, and his son were shot", [ONE, ("his son", 1, "unknown")], [None, None]),
        ("Three cadres and two guards were killed", [MANY, ("two guards", 2, "unknown")], [None, None]),
        ("Three cadres were killed; among them two guards said nothing", [MANY, ("two guards", 2, "unknown")], [None, None]),
        ("Two rebels, including four guards, were killed", [TWO, ("four guards", 4, "unknown")], [None, None]),
        ("Ram Das, Anand Kumar and a guard died", [("Ram Das", 1, "unknown"), ("Anand Kumar", 1, "unknown"), ("a guard", 1, "unknown")],
         [None, None, None]),
        ("Three cadres died besides a woman", [MANY, ("a woman", 1, "unknown")], [None, None]),
    ],
)  # fmt: skip
def test_a_part_points_at_its_whole(text: str, told: list[Told], wanted: list[str | None]) -> None:
    assert whole_of(text, told) == wanted


def test_a_figure_of_another_measure_or_unit_breaks_nothing_down() -> None:
    text = "Three cadres, including a woman, and a car"
    whole, woman, car = figures(text, [MANY, ("a woman", 1, "unknown"), ("a car", 1, "unknown")])
    hurt = HowMany(woman.span, "injured", "people", "women", woman.numbers, woman.basis)
    thing = HowMany(car.span, "killed", "car", None, car.numbers, car.basis)
    assert [q.part_of for q in with_parts(text, [thing, hurt, whole])] == [None, None, None]
