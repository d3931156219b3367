"""A coded report made by hand, with every field filled once, for tests of what is printed and written."""

from __future__ import annotations

from dateline.records import (
    Basis,
    Claim,
    Coded,
    ControlChange,
    Document,
    Event,
    Holding,
    HowMany,
    Numbers,
    Source,
    Span,
    When,
    Where,
    Who,
)

TEXT = "The army said on Sunday that it killed more than 20 rebels with tanks near Palmyra. Rebels hold Sukhnah, it said."
BASIS = Basis("stated", "hand", (), 0.9)


def at(words: str, text: str = TEXT) -> Span:
    """The span of some words."""
    start = text.index(words)
    return Span(start, start + len(words))


def coded(document: Document | None = None, initiator: str = "Government of Syria") -> Coded:
    """One event with one claim and one figure, and one holding."""
    document = document or Document(
        "one", TEXT, title="Army kills rebels", published="2016-12-11", outlet="Orontes Courier", language="en"
    )
    army, rebels = Who(initiator, at("The army"), BASIS), Who("Syrian rebels", at("rebels"), BASIS, "suspected")
    place = Where("Palmyra", 2, at("near Palmyra"), BASIS, 163808, 34.56, 38.27, "SY", "Homs")
    day = When("2016-12-11", "day", at("on Sunday"), BASIS)
    figure = HowMany(
        at("more than 20 rebels"), "killed", "people", "combatants:Syrian rebels", Numbers(21, None, None, "gt"), BASIS
    )
    voice = Source("Government of Syria", "belligerent", at("The army"), BASIS)
    claim = Claim(
        "c1", at("it killed more than 20 rebels with tanks"), at("killed"), (voice,), "happened", (figure,), BASIS, day, "video"
    )
    change = ControlChange("Palmyra", None, "Government of Syria", "part")
    event = Event("e1", "attack", None, "event", (army,), (rebels,), (), (at("tanks"),), (place,), day, (change,), (claim,), BASIS)
    held = Claim("c2", at("Rebels hold Sukhnah"), at("hold"), (), "happened", (), BASIS)
    holding = Holding(Where("Sukhnah", 1, at("Sukhnah"), BASIS), rebels, "whole", When(None, "unknown", None, BASIS), (held,))
    return Coded(document, (event,), (holding,), "dateline test")
