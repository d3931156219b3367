"""The loss report: counts, and sentences that people read."""

from __future__ import annotations

import inspect
import sys

import pytest
from making import claim, everything, incident

from dateline.export.format import Format
from dateline.export.loss import PARTS, Losses, Rule
from dateline.export.registry import FORMATS
from dateline.export.safety import RULES
from dateline.export.stamps import Stamp, read_stamp

SENTENCES = [
    (Rule("PLOVER has no mode for taking territory", "control change"), 4,
     "PLOVER has no mode for taking territory: 4 control changes dropped"),
    (Rule("X", "figure of things"), 2, "X: 2 figures of things dropped"), (Rule("X", "figure of things"), 1, "X: 1 figure of things dropped"),
    (Rule("X", "incident that may have killed nobody"), 3, "X: 3 incidents that may have killed nobody dropped"),
    (Rule("X", "time of speaking", "kept"), 1200, "X: 1,200 times of speaking kept"),
    (Rule("X", "figure of a group", "kept", "figures of groups"), 2, "X: 2 figures of groups kept"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "count", "sentence"), SENTENCES)
def test_sentences(rule: Rule, count: int, sentence: str) -> None:
    assert rule.sentence(count) == sentence


def test_losses_are_counted_by_incident_and_come_in_the_order_of_the_rules() -> None:
    losses = Losses({"b": Rule("B", "b"), "a": Rule("A", "a")})
    for count in (2, 0, 3):
        losses.note("a", count)
    losses.note("b")
    assert [(x.what, x.count, x.incidents) for x in losses.report()] == [("b", 1, 1), ("a", 5, 2)]


def test_a_loss_without_a_rule_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Losses({}).note("a")


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_every_rule_is_noted_somewhere(format: Format) -> None:
    """A rule counts a part of the incident, or the format's own file names it."""
    source = inspect.getsource(sys.modules[(format.lines or format.save).__module__])  # type: ignore[union-attr]
    for name, shared in (("polecat", "plover"), ("parquet", "incidents"), ("geoparquet", "incidents")):
        if format.name == name:
            source += inspect.getsource(sys.modules[f"dateline.export.{shared}"])
    for what in format.rules:
        assert what in PARTS or f'"{what}"' in source.split("RULES: Final", 1)[1].replace(f'"{what}": Rule', "")
    assert not set(format.rules) & set(RULES)


def test_parts_are_counted() -> None:
    made = {what: sum(count(i) for i in everything()) for what, count in PARTS.items()}
    assert {k: made[k] for k in ("claims", "denials", "control", "weapons", "things", "harmed", "groups", "ahead")} == {
        "claims": 9, "denials": 1, "control": 1, "weapons": 1, "things": 1, "harmed": 1, "groups": 4, "ahead": 2,
    }  # fmt: skip
    assert PARTS["places"](incident(claim("a", places=()))) == 0


@pytest.mark.parametrize("coder", ["dateline 0.1.0", "a; b=c", ""])
def test_a_stamp_is_read_back(coder: str) -> None:
    stamp = Stamp(coder, "ada; ben", "1.0", "abc", True)
    read = read_stamp("before; " + stamp.line())
    assert (read.coder.replace(", ", "; "), read.reviewer, read.codebook, read.model, read.reviewed) == (
        coder.replace("=", " "), "ada, ben", "1.0", "abc", True,
    )  # fmt: skip
    with pytest.raises(ValueError, match=r"substring|stamp"):
        read_stamp("no stamp")
