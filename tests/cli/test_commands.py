"""The command line with a coder made by hand: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from contract import faults
from dateline.cli import app
from dateline.cli.explain import coloured
from dateline.cli.table import clean, show
from dateline.errors import DatelineError
from dateline.records import Coded, Document
from reports import TEXT, at, coded

STORY = "The army left the old town on Wednesday, and the rebels came in from the hills."
ARABIC = "انسحب الجيش من المدينة القديمة يوم الأربعاء ودخلها المسلحون الذين كانوا ينتظرون في التلال"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command with a coder that finds one act in every English report; gives the result."""

    def fake(document: Document, kit: object, clock: object = None) -> Coded:
        if document.language not in (None, "en"):
            raise DatelineError("code.language", document.id)
        if "BREAK" in document.text:
            raise RuntimeError("a stage broke")
        text = TEXT + document.text
        return coded(Document(document.id, text, language="en", title=document.title))

    monkeypatch.setattr("dateline.ingest.code", fake)
    monkeypatch.setattr("dateline.pipeline.load_kit", lambda **given: SimpleNamespace(coder="dateline test"))
    return lambda *words, **more: CliRunner().invoke(app, [str(w) for w in words], **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "c.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "d.txt").write_text(STORY + " BREAK", encoding="utf-8")
    (tmp_path / "e.txt").write_text(STORY + " More came.", encoding="utf-8")
    return tmp_path


def test_a_run_goes_on_past_what_is_broken_and_says_what_and_why(run: Any, folder: Path) -> None:
    done = run("code", folder, "--format", "jsonl")
    assert done.exit_code == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "c", "e"]
    for code in ("read.encoding", "code.language", "code.failed"):
        assert code in done.stderr
    assert all(faults(json.loads(line)) == [] for line in done.stdout.splitlines())


def test_strict_ends_with_1_and_nothing_coded_with_2(run: Any, folder: Path) -> None:
    assert run("code", folder, "--strict").exit_code == 1
    assert run("code", folder / "a.txt", "--strict").exit_code == 0
    assert run("code", folder / "b.txt").exit_code == 2
    assert run("code", folder / "none.txt").exit_code == 2
    assert run("code", folder / "a.txt", "--no-such-option").exit_code == 2


def test_a_file_is_written_whole(run: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run("code", folder / "a.txt", "-f", "csv", "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("report_id,") and not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--out", "{}/none/x.csv"), "export.write"), (("--out", "{}/a.txt"), "cli.usage"), (("--published", "Sunday"), "read.date")],
)
def test_what_cannot_be_done_is_refused_before_any_work(run: Any, folder: Path, words: tuple[str, ...], code: str) -> None:
    done = run("code", folder / "a.txt", *(w.format(folder) for w in words))
    assert isinstance(done.exception, DatelineError) and done.exception.code == code
    assert (folder / "a.txt").read_text(encoding="utf-8") == STORY


@pytest.mark.parametrize("width", [60, 80, 119, 120, 200])
def test_the_table_tells_every_part_at_every_width(width: int) -> None:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    show(coded(), console)
    words = " ".join(console.export_text().split())
    for part in ("attack", "Palmyra", "2016-12-11", "happened", "more", "held: Sukhnah", "suspected"):
        assert part in words, (part, words)


def test_nothing_of_a_report_steers_the_terminal(run: Any, tmp_path: Path) -> None:
    evil = "\x1b[31m\x9b2J\u202e\x07 " + STORY
    (tmp_path / "evil.txt").write_text(evil, encoding="utf-8")
    for words in (("code",), ("explain",), ("code", "-f", "csv"), ("code", "-f", "jsonl")):
        done = run(words[0], tmp_path / "evil.txt", *words[1:])
        assert not set(done.stdout) & set("\x1b\x9b\u202e\x07"), words
    assert clean("a\x1b[31m\u202eb\nc") == "a[31mb c"


def test_explain_colours_spans_and_gives_each_values_basis(run: Any, folder: Path) -> None:
    done = run("explain", folder / "a.txt")
    assert done.exit_code == 0
    for words in ("initiator", "Government of Syria", "stated by hand", "34.560, 38.270", "[happened]", "figure"):
        assert words in done.stdout
    painted = {(s.start, s.end) for s in coloured(coded()).spans}
    assert (at("tanks").start, at("tanks").end) in painted
    assert run("explain", folder / "b.txt").exit_code == 2


@pytest.mark.parametrize("command", [[], ["code"], ["explain"], ["demo"], ["gazetteer", "build"], ["gazetteer", "import"]])
def test_every_help_shows_an_example(command: list[str]) -> None:
    done = CliRunner().invoke(app, [*command, "--help"])
    assert done.exit_code == 0 and "Example" in done.stdout and "dateline " in done.stdout


def test_the_package_runs_as_a_module_and_names_its_errors() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("dateline ")
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "code", "x", "--published", "soon"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "[read.date]" in done.stderr and "Traceback" not in done.stderr
