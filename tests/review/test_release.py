"""Releases: what is in the folder, that it is the same each time, that nothing goes out that may not, and what changed and why."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.export.registry import FORMATS
from dateline.ledger import Ledger, Received, View
from dateline.ledger.amending import correct, judge, withdraw
from dateline.ledger.entries import drafts
from dateline.ledger.outgoing import embargo
from dateline.ledger.redaction import redact, what_holds
from dateline.records import Coded, Document
from dateline.records.edtf import instants
from dateline.review.coverage import coverage
from dateline.review.release import MANIFEST, Order, release
from reports import TEXT, coded

MADE = (instants("2017-06-01T12:00Z") or (0, 0))[0]
MACHINE = "machine:dateline 0.0.1"
ADA = "person:ada"


class Clock:
    """One second later at each look."""

    def __init__(self) -> None:
        self.at = (instants("2017-01-01T00:00Z") or (0, 0))[0]

    def __call__(self) -> int:
        self.at += 1_000_000
        return self.at


def add(record: Ledger, number: int, day: str, initiator: str = "Government of Syria", outlet: str | None = None) -> str:
    """Records a report of the one text; returns its id."""
    document = Document(
        f"story-{number}", TEXT, title=f"Story {number}", published=day, outlet=outlet or f"Paper {number}", language="en"
    )
    return record.store.append(drafts(coded(document, initiator), Received(), MACHINE))[0].subject


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of two reports of one text."""
    with Ledger.open(tmp_path / "dateline.db", clock=Clock()) as found:
        add(found, 0, "2016-12-11")
        add(found, 1, "2016-12-12")
        yield found


@pytest.fixture
def make(record: Ledger, tmp_path: Path) -> Callable[..., Path]:
    """Makes a release of what nobody need have reviewed; gives its folder."""

    def made(version: str = "1.0", **more: Any) -> Path:
        out = tmp_path / f"release-{version}"
        against = tmp_path / f"release-{more.pop('against')}" if "against" in more else None
        release(record, replace(Order("Palmyra", version, MADE, "dateline 0.0.1", unreviewed=True, against=against), **more), out)
        return out

    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    return found


def whole(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def changes(folder: Path, what: str | None = None) -> list[dict[str, str]]:
    return [r for r in rows(folder / "changes.csv") if what in (None, r["what"])]


def test_the_folder_tells_what_it_is_and_names_every_file(make: Callable[..., Path], record: Ledger) -> None:
    folder = make(formats=("acled", "ucdp"), licence="CC-BY-4.0", authors=("Desk of the Record",))
    told, files = manifest(folder), whole(folder)
    assert set(files) == {*told["files"], MANIFEST}
    assert all(
        hashlib.sha256(files[n]).hexdigest() == f["sha256"] and len(files[n]) == f["bytes"] for n, f in told["files"].items()
    )
    last = list(record.store.entries())[-1]
    assert told["ledger"] == {"entry": last.seq, "digest": last.digest}
    assert (told["name"], told["version"], told["made"], told["licence"]) == ("Palmyra", "1.0", "2017-06-01T12:00:00Z", "CC-BY-4.0")
    assert {"data/record.jsonl", "data/acled.csv", "data/ucdp.csv", "losses/ucdp.json", "codebook/types.yaml"} <= set(files)
    assert told["counts"]["reports"] == 2 and told["counts"]["claims"] == 2
    cited = yaml.safe_load((folder / "CITATION.cff").read_text())
    assert (cited["cff-version"], cited["license"], cited["authors"]) == ("1.2.0", "CC-BY-4.0", [{"name": "Desk of the Record"}])
    page = (folder / "README.md").read_text()
    assert last.digest in page and "marked as such" in page and all(f"| {name} |" in page for name in files)


def test_the_same_order_gives_the_same_bytes(make: Callable[..., Path], tmp_path: Path) -> None:
    first = whole(make(formats=tuple(FORMATS)).rename(tmp_path / "first"))
    assert whole(make(formats=tuple(FORMATS))) == first


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(make: Callable[..., Path], tmp_path: Path) -> None:
    folder = make()
    before = whole(folder)
    with pytest.raises(DatelineError, match=r"release\.folder"):
        make()
    assert whole(folder) == before
    (tmp_path / "release-2.0").mkdir()
    assert manifest(make("2.0"))["version"] == "2.0"
    assert not list(tmp_path.glob(".*.part"))


def test_what_cannot_be_done_leaves_nothing_behind(make: Callable[..., Path], tmp_path: Path) -> None:
    for more, code in (
        ({"against": "0.9"}, "release.against"), ({"name": "a\nb"}, "cli.usage"), ({"formats": ("xml",)}, "cli.usage"),
        ({"view": View(private=True)}, "cli.usage"), ({"policy": "nobody's"}, "cli.usage"),
    ):  # fmt: skip
        with pytest.raises(DatelineError, match=re.escape(code)):
            make("9", **more)
    assert {p.name for p in tmp_path.iterdir() if "release" in p.name or p.name.endswith(".part")} == set()


def test_only_what_was_reviewed_goes_out_and_nothing_under_embargo(make: Callable[..., Path], record: Ledger) -> None:
    assert manifest(make("0", unreviewed=False))["counts"]["claims"] == 0
    first = record.report("story-0").id
    judge(record.store, first, "right", ADA)
    reviewed = make("1", unreviewed=False)
    assert {r["outlet"] for r in rows(reviewed / "data/claims.csv")} == {"Paper 0"}
    embargo(record.store, first, "2999-01-01", ADA, "the family is told first")
    held = make("2", against="1", unreviewed=False)
    assert manifest(held)["counts"]["claims"] == 0
    gone = changes(held, "claim")
    assert [(r["change"], r["why"]) for r in gone] == [("withdrawn", "judged by ada: embargo: the family is told first")]


def test_no_private_name_stands_in_any_file(make: Callable[..., Path], record: Ledger) -> None:
    add(record, 2, "2016-12-13", initiator="Amna Darwish")  # the machine sees that she is a private person
    add(record, 3, "2016-12-14", initiator="Guild of Cutlers")  # but not that this is one
    named = b"".join(whole(make("1")).values())
    assert b"Amna" not in named and b"Guild of Cutlers" in named
    report = record.report("story-3").id
    for claim in record.claims(View(private=True, report=report)):
        correct(record.store, claim.id, "private", ["Guild of Cutlers"], ADA, "asked for by the guild of cutlers")
    later = make("2", against="1")
    assert b"Amna" not in b"".join(whole(later).values())
    assert b"cutlers" not in b"".join(whole(later).values()).lower()
    assert "private corrected by ada: asked for by the (private person)" in {r["why"] for r in changes(later, "claim")}


def test_a_correction_is_told_with_both_values_and_its_reason(make: Callable[..., Path], record: Ledger) -> None:
    make("1")
    claim = next(c for c in record.claims() if c.type == "attack")
    figure = {"measure": "killed", "unit": "people", "group": "unknown", "low": 30, "best": 30, "high": 30, "text": "30 rebels"}
    correct(record.store, claim.id, "figures", [figure], ADA, "the desk misread it")
    told = changes(make("2", against="1"))
    (line,) = [r for r in told if r["what"] == "claim" and r["field"] == "figures"]
    assert (line["change"], line["id"], line["id_before"]) == ("revised", claim.id, claim.id)
    assert "more than 20 rebels" in line["old"] and "30 rebels" in line["new"]
    assert line["why"] == "figures corrected by ada: the desk misread it"
    assert {r["why"] for r in told if r["what"] == "incident"} == {line["why"]}
    assert not [r for r in told if r["change"] != "revised"]


def test_what_came_and_what_went_are_told_with_the_report_and_the_reason(make: Callable[..., Path], record: Ledger) -> None:
    make("1")
    new = add(record, 2, "2017-02-01", outlet="Late Paper")
    withdraw(record.store, record.report("story-1").id, ADA, "the paper took it back")
    told = changes(make("2", against="1"), "claim")
    assert [(r["change"], r["why"]) for r in told if r["change"] == "added"] == [
        ("added", f"brought by the report of Late Paper, 2017-02-01 ({new[:8]})")
    ]
    assert [r["why"] for r in told if r["change"] == "withdrawn"] == ["withdrawn by ada: the paper took it back"]


def test_incidents_that_are_parted_and_joined_again_are_revised(make: Callable[..., Path], record: Ledger) -> None:
    one = manifest(make("1"))["counts"]["incidents"]
    left, right = (
        next(c.event for c in record.claims() if c.report == record.report(f"story-{n}").id and c.type == "attack") for n in (0, 1)
    )
    parted = "different" if one == 1 else "same"
    judge_made = record.judge(left, right, parted, ADA, "told by an eyewitness")
    second = make("2", against="1")
    assert manifest(second)["counts"]["incidents"] != one
    told = changes(second, "incident")
    assert {r["change"] for r in told} == {"revised"}
    assert [r["field"] for r in told if r["field"] == "id"] == ["id"]
    assert all(f"link judged by ada: {parted}: told by an eyewitness" in r["why"] for r in told)
    record.undo(judge_made.seq, ADA, "an error")
    third = make("3", against="2")
    assert manifest(third)["counts"]["incidents"] == one
    assert {r["change"] for r in changes(third, "incident")} == {"revised"}


def test_what_was_redacted_is_not_told_again(make: Callable[..., Path], record: Ledger) -> None:
    make("1")
    report = record.report("story-1").id
    redact(record.store, what_holds(record.store, report), ADA, "names a witness")
    told = changes(make("2", against="1"))
    assert "redacted" in next(r["why"] for r in told if r["change"] == "withdrawn" and r["what"] == "claim")
    assert all("Paper 1" not in "".join(r.values()) for r in told)


def test_the_release_before_must_be_of_this_ledger_and_whole(make: Callable[..., Path], tmp_path: Path) -> None:
    folder = make("1")
    with Ledger.open(tmp_path / "other.db", clock=Clock()) as other:
        add(other, 5, "2016-12-11")
        with pytest.raises(DatelineError, match="another ledger"):
            release(other, Order("Palmyra", "2", MADE, "dateline 0.0.1", against=folder), tmp_path / "release-2")
    with (folder / "data/record.jsonl").open("a") as file:
        file.write("\n")
    with pytest.raises(DatelineError, match=r"release\.against"):
        make("2", against="1")


def test_an_earlier_state_can_be_released_later(make: Callable[..., Path], record: Ledger) -> None:
    first = make("1")
    until = manifest(first)["ledger"]
    moment = record.store.clock()
    add(record, 2, "2016-12-13")
    later = make("2", view=View(recorded_as_of=_iso(moment)))
    assert manifest(later)["ledger"] == until
    assert (later / "data/record.jsonl").read_bytes() == (first / "data/record.jsonl").read_bytes()


def _iso(moment: int) -> str:
    from dateline.records.edtf import show_instant

    return show_instant(moment)


ACCOUNT = {"report": "r1", "origin": None, "outlet": "A", "incident": "i1", "claim": "c1", "published": "2016-12-11", "voices": ["Army"],
           "country": "SY", "place": "Palmyra"}  # fmt: skip
THIN = [
    ([{}], "month", "2016-12", "thin: a single report"),
    ([{}, {"report": "r2", "claim": "c2", "origin": "r1"}], "place", "Palmyra", "thin: all reports go back to a single origin"),
    ([{}, {"report": "r2", "claim": "c2"}], "place", "Palmyra", "thin: a single outlet (A)"),
    ([{}, {"report": "r2", "claim": "c2", "outlet": "B"}], "place", "Palmyra", ""),
    ([{}, {"report": "r2", "published": "2017-02-01"}], "month", "2017-01",
     "thin: no report was published in this month; what happened in it may be missing"),
    ([{"published": None}], "month", "not known", "no month is known for these"),
    ([{}], "outlet", "A", ""),
]  # fmt: skip


@pytest.mark.parametrize(("accounts", "by", "what", "note"), THIN)
def test_coverage_says_where_the_record_is_thin(accounts: list[dict[str, Any]], by: str, what: str, note: str) -> None:
    lines = list(coverage([{"accounts": [{**ACCOUNT, **a} for a in accounts]}]))
    assert [line[-1] for line in lines if line[:2] == (by, what)] == [note]


def test_the_command_makes_a_release_and_says_what_changed(record: Ledger, tmp_path: Path) -> None:
    def run(*words: object) -> Any:
        where = {"DATELINE_LEDGER": str(tmp_path / "dateline.db"), "COLUMNS": "150"}
        return CliRunner().invoke(app, ["release", *map(str, words)], env=where)

    first, second = tmp_path / "one", tmp_path / "two"
    done = run("Palmyra 2016", "1.0", "--out", first, "--unreviewed", "--format", "acled", "--made", "2017-06-01")
    assert done.exit_code == 0, done.exception
    assert "Palmyra 2016 1.0:" in done.stdout and manifest(first)["made"] == "2017-06-01T00:00:00Z"
    done = run("Palmyra 2016", "1.1", "--out", second, "--unreviewed", "--against", first, "--country", "SY")
    assert done.exit_code == 0, done.exception
    assert "claims since 1.0: 0 added, 0 revised, 0 withdrawn" in done.stdout
    assert manifest(second)["filters"] == {"country": "SY"}
    found = run("Palmyra 2016", "2", "--out", tmp_path / "three", "--made", "2999").exception
    assert isinstance(found, DatelineError) and found.code == "cli.usage"


def test_the_bundled_reports_are_released_twice_the_same(tmp_path: Path, coded_reports: Sequence[Coded]) -> None:
    with Ledger.open(tmp_path / "demo.db", clock=Clock()) as record:
        for result in coded_reports:
            record.store.append(drafts(result, Received(), MACHINE))
        order = Order(
            "Palmyra",
            "1.0",
            (instants("2020-01-01") or (0, 0))[0],
            "dateline 0.0.1",
            unreviewed=True,
            formats=("incidents", "claims", "acled"),
        )
        for name in ("one", "two"):
            release(record, order, tmp_path / name)
        release(record, replace(order, version="1.1", against=tmp_path / "one"), tmp_path / "three")
    assert whole(tmp_path / "one") == whole(tmp_path / "two")
    assert manifest(tmp_path / "three")["changes"]["claim"] == {"added": 0, "revised": 0, "withdrawn": 0}
    assert changes(tmp_path / "three") == []
    assert manifest(tmp_path / "one")["counts"]["claims"] > 50
