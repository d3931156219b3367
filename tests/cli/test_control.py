"""dateline control and dateline sites: what they print, for people and for machines, and how they refuse."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.cli.bars import EDGE, FILLS, axis, bars, marks
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.entries import spot
from recording import record
from saying import told

LINES = """
    2016-03-27        | SANA        | Army takes from IS | 2016-03-27
    2016-12-09        | Observatory | IS nears           | 2016-12-09
    2016-12-11T08:00Z | Observatory | Army holds         | 2016-12-11
    2016-12-11T12:00Z | Amaq        | IS takes castle    | 2016-12-11
    2016-12-11T16:00Z | Observatory | IS takes from Army | 2016-12-11
    2016-12-12        | SANA        | IS takes           | 2016-12-11 | denied
    2016-12-12        | Resident    | IS takes           | 2016-12-11
""".strip().splitlines()

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a ledger of a few claims about Palmyra."""
    path = tmp_path / "dateline.db"
    with Ledger.open(path) as ledger:
        record(ledger.store, LINES[:-1])
        record(ledger.store, LINES[-1:], private=("Abu Ahmad",), words="Abu Ahmad saw \x1b[31mthem\x1b[0m come.")
        record(
            ledger.store, ["2017-01-20 | SANA | IS takes"], type="property_destruction", changes=(), words="IS destroyed it",
            places=(spot({"name": "Tetrapylon of Palmyra", "country": "SY"}),),
        )  # fmt: skip
    monkeypatch.setenv("DATELINE_LEDGER", str(path))
    monkeypatch.setenv("COLUMNS", "160")
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


def test_the_changes_with_who_says_so_and_who_does_not(run: Run) -> None:
    out = run("control", "palmyra").stdout
    assert "Palmyra  SY gn:163808" in out
    for words in ("2016-03-27", "held by Government of Syria", "contested", "SANA (its own claim)", "SANA: denied"):
        assert words in out
    assert "said to have neared it: Islamic State (2016-12-09" in out
    assert "Palmyra Castle: " in out and "held by Islamic State" in out


def test_as_of_noon(run: Run) -> None:
    out = run("control", "Palmyra", "--as-of", "2016-12-11T12:00Z").stdout
    assert "contested:" in out
    assert "held by Islamic State" not in out


def test_the_claims_behind_each_change(run: Run) -> None:
    out = run("control", "Palmyra", "--claims").stdout
    assert "“Observatory: IS takes from Army”" in out
    assert "but SANA [denied]" in out
    assert "\x1b[31m" not in out


def test_private_persons_are_named_only_on_demand(run: Run) -> None:
    for format in ("table", "jsonl", "csv"):
        assert "Ahmad" not in run("control", "Palmyra", "--claims", "--format", format).stdout
    assert "Abu Ahmad" in run("control", "Palmyra", "--claims", "--private").stdout


def test_rows_for_machines(run: Run) -> None:
    rows = [json.loads(line) for line in run("control", "Palmyra", "--format", "jsonl").stdout.splitlines()]
    overall = [(r["state"], r["holders"], r["from"]) for r in rows if r["by"] == "all sources" and r["place"] == "Palmyra"]
    assert overall[0] == ("unknown", [], None)
    assert overall[-1] == ("held", ["Islamic State"], "2016-12-11")
    table = list(csv.DictReader(io.StringIO(run("control", "Palmyra", "--format", "csv").stdout, newline="")))
    assert [r["state"] for r in table] == [r["state"] for r in rows]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("control",), "cli.usage"),
        (("control", "Palmyra", "--place-id", "gn:163808"), "cli.usage"),
        (("control", "Atlantis"), "ledger.no_place"),
        (("control", "Palmyra", "--as-of", "noon"), "ledger.date"),
        (("sites", "--kind", "palaces"), "ledger.kind"),
    ],
)
def test_it_refuses(run: Run, words: tuple[str, ...], code: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, DatelineError) and done.exception.code == code


def test_a_key_is_taken(run: Run) -> None:
    assert "gn:163808" in run("control", "--place-id", "gn:163808").stdout


def test_a_place_of_which_nothing_is_known_then(run: Run) -> None:
    out = run("control", "Palmyra", "--as-of", "2010").stdout
    assert "nobody is said to hold" in out


def test_sites(run: Run) -> None:
    out = run("sites", "--kind", "heritage").stdout
    for words in ("Tetrapylon of Palmyra", "claimed", "destroyed", "SANA", "“IS destroyed it”"):
        assert words in out
    assert "0 sites" in run("sites", "--kind", "hospital").stderr
    (row,) = (json.loads(line) for line in run("sites", "--format", "jsonl").stdout.splitlines())
    assert (row["name"], row["state"], row["claimed"]) == ("Tetrapylon of Palmyra", "claimed", "2017-01-20")


def drawn(width: int, *lines: str) -> list[str]:
    """The bars of all sources as plain text."""
    made = told(lines)
    return [str(t) for t in bars([("all", made.spells), *((t.source, t.spells) for t in made.sources)], width)]


def test_bars_fill_the_screen_and_show_each_change_of_a_day() -> None:
    out = drawn(
        60, "2016-03-27 | SANA | Army takes | 2016-03-27", "2016-12-11T08:00Z | Observatory | IS takes | 2016-12-11",
        "2016-12-11T16:00Z | Observatory | Army takes | 2016-12-11",
    )  # fmt: skip
    assert [len(line) for line in out[:3]] == [60, 60, 60]
    army, islamic = FILLS[0], FILLS[1]
    stretches = [c for n, c in enumerate(out[0]) if n == 0 or c != out[0][n - 1]]
    assert stretches[-4:] == ["·", army, islamic, army]
    assert "2016-03-27" in out[-2] and "Government of Syria" in out[-1]


def test_bars_of_what_is_contested_take_turns() -> None:
    out = drawn(60, "2016-12-11 | SANA | Army takes | 2016-12-11", "2016-12-11 | Activists | IS takes | 2016-12-11")
    assert f"{FILLS[0]}{FILLS[1]}" * 3 in out[0]
    assert f"{FILLS[0]}·" * 3 in drawn(60, "2016-12-11 | Activists | IS takes part | 2016-12-11")[0]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_axis_stays_within_the_screen(width: int) -> None:
    lines: list[Any] = [("all", told(LINES).spells), ("none", told([]).spells)]
    made = axis(lines, width)
    assert all(0 <= cell < width for cell in made.cells.values())
    assert list(made.cells.values()) == sorted(made.cells.values())
    assert made.cells[next(marks(lines[0][1]))[0]] == EDGE
    console = Console(width=width, file=io.StringIO())
    console.print(*bars(lines, width))
    assert axis([("none", told([]).spells)], width).cells == {}
