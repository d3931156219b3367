"""Outlets, institutions and attribution cues."""

from __future__ import annotations

import pytest

from dateline.knowledge.sources import find_outlet, load_cues


@pytest.mark.parametrize(
    ("name", "outlet", "kind"),
    [
        ("The Associated Press", "AP", "media"),
        ("Agence France-Presse", "AFP", "media"),
        ("Amaq News Agency", "Amaq", "belligerent_media"),
        ("CENTCOM", "US Central Command", "military"),
        ("the Pentagon", "US Department of Defense", "military"),
        ("European External Action Service", "European External Action Service", "igo"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(name: str, outlet: str, kind: str) -> None:
    got = find_outlet(name)
    assert got is not None and (got.name, got.kind) == (outlet, kind)


def test_an_unknown_outlet_is_none() -> None:
    assert find_outlet("The Nowhere Gazette") is None
    assert find_outlet(None) is None


def test_cues_have_their_sense() -> None:
    cues = load_cues()
    assert cues.verbs["said"] == "say" and cues.verbs["denied"] == "deny"
    assert cues.phrases["according to"] == "according"
    assert cues.speakers["witnesses"] == "witness"
