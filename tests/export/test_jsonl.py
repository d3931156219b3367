"""The JSON Lines contract: the fields, the offsets, and that nothing in a line steers a terminal."""

from __future__ import annotations

import copy
import json

from contract import SCHEMA, faults
from dateline.export import jsonl
from dateline.records import Document, Rejected
from reports import TEXT, coded


def test_a_coded_report_fits_the_schema_that_is_shipped() -> None:
    assert faults(json.loads(jsonl.line(coded()))) == []


def test_the_schema_finds_what_is_missing_or_wrong() -> None:
    whole = jsonl.record(coded())
    for name in SCHEMA["required"]:
        broken = {k: v for k, v in whole.items() if k != name}
        assert faults(broken) == [f"report: lacks {name}"]
    broken = copy.deepcopy(whole)
    broken["events"][0]["places"][0]["precision"] = 9
    del broken["events"][0]["claims"][0]["status"]
    assert len(faults(broken)) == 2


def test_every_span_reads_the_words_that_it_gives() -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            if value.get("text") and "start" in value:
                assert TEXT[value["start"] : value["end"]] == value["text"]
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(jsonl.record(coded())["events"])


def test_a_line_holds_no_character_that_steers_a_terminal_or_ends_a_line() -> None:
    text = TEXT + " \x1b[31m\x9b2J\u202eevil\u2028next\x00"
    line = jsonl.line(coded(Document("one", text)))
    assert not set(line) & set("\x1b\x9b\u202e\u2028\x00\n")
    assert json.loads(line)["text"] == text


def test_a_report_without_events_has_every_field() -> None:
    from dateline.records import Coded

    assert faults(jsonl.record(Coded(Document("one", "Nada."), ()))) == []
    assert Rejected("a", "read", "read.empty").detail == ""
