"""The commands that change the ledger, with a coder made by hand: what they say, what they record, and how they end."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

import dateline.ingest as ingesting
from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.records import Coded, Document, Span
from reports import BASIS, coded

STORY = "The army left the old town on Wednesday, and the rebels came in from the hills."
ARABIC = "انسحب الجيش من المدينة القديمة يوم الأربعاء ودخلها المسلحون الذين كانوا ينتظرون في التلال"


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A coder that finds one act in every English report. `status` is what it says of the act; `seen` names what it coded."""
    state = SimpleNamespace(status="happened", seen=[], coder="dateline test")

    def fake(document: Document, kit: object, clock: object = None) -> Coded:
        if document.language not in (None, "en"):
            raise DatelineError("code.language", document.id)
        if "BREAK" in document.text:
            raise RuntimeError("a stage broke")
        state.seen.append(document.id)
        act = coded().events[0]
        claim = act.claims[0]
        words = Span(0, len(document.text))
        claim = type(claim)(claim.id, words, None, (), state.status, (), BASIS)
        event = type(act)(act.id, "attack", None, "event", (), (), (), (), (), None, (), (claim,), BASIS)
        return Coded(document, (event,), (), state.coder)

    monkeypatch.setattr("dateline.ingest.code", fake)
    monkeypatch.setattr("dateline.pipeline.load_kit", lambda **given: state)
    return state


@pytest.fixture
def run(coder: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command in a folder of its own, by somebody called Ada."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_BY", "Ada")
    return lambda *words, **more: CliRunner().invoke(app, [str(w) for w in words], **more)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder with two reports, one of them twice, one in Arabic, one that breaks the coder, and one that is no text."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for name, text in {"a": STORY, "b": STORY + " More came.", "c": ARABIC, "d": STORY + " BREAK", "twin": STORY}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture
def claim(run: Any, wire: Path) -> str:
    """The id of the claim of report a, in a ledger with a and b."""
    run("ingest", wire / "a.txt", wire / "b.txt")
    with Ledger.open("dateline.db") as ledger:
        return next(c.id for c in ledger.claims() if c.words == STORY)


def entries() -> list[Any]:
    with Ledger.open("dateline.db", create=False) as ledger:
        return list(ledger.store.entries())


def test_a_folder_is_taken_in_once_and_what_is_wrong_is_said_with_the_way_out(run: Any, wire: Path, coder: SimpleNamespace) -> None:
    done = run("ingest", wire)
    assert done.exit_code == 0
    assert "2 new with 2 claims; 2 kept and not coded; 1 known; 1 rejected" in done.stderr
    for words in ("not read: ", "[read.encoding]", "Save the file as UTF-8", "[code.language]", "[code.failed]"):
        assert words in done.stderr
    assert len(coder.seen) == 2
    again = run("ingest", wire)
    assert "0 new with 0 claims; 5 known; 1 rejected" in again.stderr and len(coder.seen) == 2
    assert [e.kind for e in entries()].count("report") == 4


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(run: Any, wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ingesting.code

    def tired(document: Document, kit: object, clock: object = None) -> Coded:
        if "More came" in document.text:
            raise KeyboardInterrupt
        return whole(document, kit, clock)  # type: ignore[arg-type]

    monkeypatch.setattr("dateline.ingest.code", tired)
    done = run("ingest", wire)
    assert done.exit_code == 130 and "1 new with 1 claims" in done.stderr
    monkeypatch.setattr("dateline.ingest.code", whole)
    assert "1 new with 1 claims; 2 kept and not coded; 2 known" in run("ingest", wire).stderr


def test_how_a_run_ends(run: Any, wire: Path) -> None:
    assert run("ingest", wire / "bad.txt").exit_code == 2
    assert run("ingest", wire / "none.txt").exit_code == 2
    assert run("ingest", wire / "a.txt", "--strict").exit_code == 0
    assert run("ingest", wire / "c.txt", "--strict").exit_code == 1
    for words in (("ingest",), ("ingest", wire, "--published", "Sunday"), ("ingest", "--watch", wire / "none")):
        assert isinstance(run(*words).exception, DatelineError)


def test_rows_for_a_machine(run: Any, wire: Path) -> None:
    rows = [json.loads(line) for line in run("ingest", wire, "-f", "jsonl").stdout.splitlines()]
    states = {row["name"].rpartition("/")[2]: (row["state"], row["code"]) for row in rows}
    assert states == {
        "a": ("new", ""), "b": ("new", ""), "c": ("not_coded", "code.language"), "d": ("not_coded", "code.failed"),
        "bad.txt": ("rejected", "read.encoding"), "twin": ("known", ""),
    }  # fmt: skip
    lines = run("ingest", wire, "-f", "csv").stdout.splitlines()
    assert lines[0] == "name,report,state,claims,code,detail" and len(lines) == 7


def test_the_original_comes_back_with_its_address(run: Any, wire: Path, tmp_path: Path) -> None:
    body = "\ufeff" + STORY.replace(" the ", " the\r\n") + "\r\n"
    (tmp_path / "page.txt").write_bytes(body.encode())
    run(
        "ingest",
        tmp_path / "page.txt",
        "--url",
        "https://a.example/1",
        "--archive",
        "https://b.example/2",
        "--outlet",
        "Orontes Courier",
    )
    rows = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": f"{STORY} {n}", "archive": "https://c.example"}) + "  " for n in range(2)]
    rows.write_bytes("\r\n".join(lines).encode("utf-16"))
    run("ingest", rows)
    assert run("original", "page", "--out", tmp_path / "out.bin").exit_code == 0
    assert (tmp_path / "out.bin").read_bytes() == body.encode()
    assert run("original", "r1", "--out", tmp_path / "out.bin").exit_code == 0
    assert (tmp_path / "out.bin").read_bytes().decode("utf-16-le") == lines[1]
    with Ledger.open("dateline.db") as ledger:
        page, row = ledger.report("page"), ledger.report("r1")
    assert (page.url, page.archive, page.media_type, page.extractor) == (
        "https://a.example/1",
        "https://b.example/2",
        "text/plain",
        "dateline.read 1",
    )
    assert (row.archive, row.media_type) == ("https://c.example", "application/json")


def test_a_watched_folder_takes_in_what_comes_and_never_half_a_file(tmp_path: Path) -> None:
    looks: Iterator[list[Path]]
    steps: list[Callable[[], object]] = []
    looks = ingesting.arrivals(tmp_path, 1.0, lambda every: steps.pop(0)())
    file = tmp_path / "deep" / "a.txt"
    file.parent.mkdir()

    def write(words: str) -> Callable[[], object]:
        return lambda: file.write_text(words)

    steps += [write("half"), write("half and"), lambda: None, lambda: None, write("half and more"), lambda: None, lambda: None]
    assert [[p.name for p in next(looks)] for _ in range(8)] == [[], [], [], ["a.txt"], [], [], ["a.txt"], []]


def test_watching_ends_with_ctrl_c_and_the_count(run: Any, wire: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = wire.parent / "inbox"
    box.mkdir()
    naps = iter(range(6))

    def nap(every: float) -> None:
        turn = next(naps)
        if turn == 0:
            (box / "late.txt").write_text(STORY)
        if turn == 4:
            raise KeyboardInterrupt

    real = ingesting.arrivals
    monkeypatch.setattr("dateline.ingest.arrivals", lambda folder, every: real(folder, every, nap))
    done = run("ingest", "--watch", box, "--every", "0.1")
    assert done.exit_code == 0 and "watching" in done.stderr and "1 new with 1 claims; 0 known" in done.stderr


def test_coding_again_says_what_changed(run: Any, wire: Path, claim: str, coder: SimpleNamespace) -> None:
    assert "claims: 2 as before, 0 new" in run("recode").stderr
    run("correct", claim, "type", "shelling")
    coder.status = "denied"
    done = run("recode")
    assert "2 reports coded again" in done.stderr and "0 as before, 2 new, 2 superseded, 0 gone" in done.stderr
    assert "1 made again on the successor" in done.stderr
    with Ledger.open("dateline.db") as ledger:
        now = ledger.claim(claim)
    assert (now.id == claim, now.status, now.type, now.corrected) == (False, "denied", "shelling", ("type",))
    assert "1 reports coded again" in run("recode", "--report", "a").stderr


def test_people_correct_judge_withdraw_and_take_back(run: Any, claim: str) -> None:
    done = run("correct", claim[:8], "targets", '["civilians (Syria)"]', "--reason", "first line")
    number = entries()[-1].seq
    assert done.exit_code == 0 and f"undo {number}" in done.stdout
    assert run("judge", claim, "right").exit_code == 0 and run("undo", number).exit_code == 0
    assert run("withdraw", claim, "--reason", "no").exit_code == 0
    kinds = [(e.kind, e.author) for e in entries()[4:]]
    assert kinds == [
        ("correction", "person:Ada"),
        ("judgement", "person:Ada"),
        ("withdrawal", "person:Ada"),
        ("withdrawal", "person:Ada"),
    ]
    with Ledger.open("dateline.db") as ledger:
        assert claim not in {c.id for c in ledger.claims()}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("correct", "{}", "colour", "red"), "ledger.correction"),
        (("correct", "{}", "status", "maybe"), "ledger.correction"),
        (("correct", "{}", "places", '[{{"name": "Raqqa", "lat": "x", "lon": 1}}]'), "ledger.correction"),
        (("correct", "ffff", "status", "denied"), "ledger.unknown"),
        (("correct", "{}", "status", "denied", "--by", "two\nlines"), "cli.usage"),
        (("judge", "{}", "fine"), "cli.usage"),
        (("undo", "1"), "ledger.unknown"),
        (("withdraw", "{}", "--successor", "{}"), "ledger.correction"),
        (("redact",), "cli.usage"),
        (("redact", "--name", "Nobody Anywhere"), "ledger.unknown"),
        (("original", "none"), "ledger.unknown"),
        (("import", "x.csv"), "cli.usage"),
        (("add", "none.json"), "read.missing"),
    ],
)
def test_what_cannot_be_recorded_is_refused(run: Any, claim: str, words: tuple[str, ...], code: str) -> None:
    before = len(entries())
    done = run(*(w.format(claim) for w in words))
    assert isinstance(done.exception, DatelineError) and done.exception.code == code
    assert len(entries()) == before


def test_a_redaction_asks_first_and_says_what_is_left(run: Any, claim: str, wire: Path) -> None:
    asked = run("redact", claim, input="n\n")
    assert asked.exit_code == 1 and "to be redacted: 1 claim" in asked.stderr and entries()[-1].kind == "claim"
    done = run("redact", claim, input="y\n")
    assert done.exit_code == 0 and "the report's own text still holds the words" in done.stderr
    assert run("redact", "a", "--yes", "--reason", "asked for").exit_code == 0
    raw = b"".join(p.read_bytes() for p in Path().glob("dateline.db*"))
    assert raw.count(b"came in from the hills.") == raw.count(b"came in from the hills. More came")
    assert "1 redacted before and left out" in run("ingest", wire / "a.txt").stderr
    assert "6 entries hold, 2 of them redacted" in run("verify", "--indexes").stdout
    assert run("redact", "--scrub").exit_code == 0


def test_verify_ends_with_1_and_names_the_entry(run: Any, claim: str) -> None:
    done = run("verify")
    head = done.stdout.split()[-1]
    assert done.exit_code == 0 and "4 entries hold" in done.stdout and run("verify", "--holds", head).exit_code == 0
    assert run("verify", "--holds", "ab" * 32).exit_code == 1
    with sqlite3.connect("dateline.db") as raw:
        raw.execute("UPDATE claims SET type = 'aid'")
    done = run("verify", "--indexes")
    assert done.exit_code == 1 and "claims" in done.stdout
    assert "they differed in: claims" in run("verify", "--rebuild").stdout and run("verify", "--indexes").exit_code == 0
    with sqlite3.connect("dateline.db") as raw:
        raw.execute("UPDATE payloads SET body = replace(body, 'happened', 'denied') WHERE seq = 4")
    done = run("verify")
    assert done.exit_code == 1 and "entry 4: its payload is not what was recorded" in done.stderr


def test_records_are_added_by_hand(run: Any, tmp_path: Path) -> None:
    call = {
        "text": "A caller said that shells hit Sukhnah.",
        "published": "2016-12-11",
        "events": [{"type": "shelling", "claims": [{}]}],
    }
    (tmp_path / "call.json").write_text(json.dumps(call, indent=1))
    (tmp_path / "call.ogg").write_bytes(b"OggS")
    assert run("add", "call.json", "--original", "call.ogg").exit_code == 0
    report = entries()[0].subject
    assert run("original", report, "--out", "back.ogg").exit_code == 0 and Path("back.ogg").read_bytes() == b"OggS"
    lines = [json.dumps(call | {"title": "two"}), "not json", json.dumps(call | {"events": [{"type": "x", "claims": [{}]}]})]
    (tmp_path / "more.jsonl").write_text("\n".join(lines))
    done = run("add", "more.jsonl")
    assert done.exit_code == 1 and "more.jsonl:2: [read.json]" in done.stderr and "more.jsonl:3: [ledger.record]" in done.stderr
    assert isinstance(run("add", "more.jsonl", "--original", "call.ogg").exception, DatelineError)


def test_tables_are_imported(run: Any, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("columns: {type: kind, when: day, words: what}")
    (tmp_path / "rows.csv").write_text("kind,day,what\nattack,2016-12-11,A shop was shot at\nattack,someday,Another\n")
    done = run("import", "rows.csv", "--mapping", "map.yaml", "--as", "Field office")
    assert (
        done.exit_code == 1
        and "1 new with 1 claims; 0 known; 1 rejected" in done.stderr
        and "rows.csv:3: [import.row]" in done.stderr
    )
    assert entries()[1].author == "data:Field office"
    done = run("import", "rows.csv", "--format", "acled")
    assert isinstance(done.exception, DatelineError) and done.exception.code == "import.header"


def test_two_runs_at_once_record_each_report_once(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"{STORY} {number}")
    runs = [threading.Thread(target=_keep_all, args=(folder,)) for _ in range(2)]
    for one in runs:
        one.start()
        time.sleep(0.01)
    for one in runs:
        one.join(60)
    assert [e.kind for e in entries()].count("report") == 12 and run("verify", "--indexes").exit_code == 0


def _keep_all(folder: Path) -> None:
    with Ledger.open("dateline.db") as ledger:
        list(ingesting.keep(ingesting.taken([folder]), ledger.store, lambda: SimpleNamespace(coder="dateline test")))  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(
    "command", ["ingest", "add", "import", "correct", "judge", "withdraw", "undo", "recode", "redact", "original", "verify"]
)
def test_every_help_shows_an_example(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0 and "Example" in done.stdout and "dateline " in done.stdout and "--ledger" in done.stdout
