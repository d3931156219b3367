"""What `dateline serve` and `dateline account` answer to what cannot be meant: an error with a code and a way out, never a traceback."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import main
from dateline.errors import KINDS

SERVE = ("serve", "--no-open")
SERVED: list[tuple[str, str, str]] = [
    ("--host 0.0.0.0", "cli.usage", "give --team or --public"),
    ("--host 192.0.2.7", "cli.usage", "give --team or --public"),
    ("--host no.such.host.invalid --team", "serve.port", "no.such.host.invalid"),
    ("--team --public", "cli.usage", "two desks"),
    ("--unreviewed", "cli.usage", "--public"),
    ("--port 99999", "serve.port", "65535"),
    ("--port 0", "serve.port", "from 1"),
    ("--port -1", "serve.port", "from 1"),
    ("--port {busy}", "serve.port", "in use"),
    ("--tiles javascript:alert(1)", "cli.usage", "https://HOST/{z}/{x}/{y}.png"),
    ("--tiles https://tiles.example.org/", "cli.usage", "https://HOST/{z}/{x}/{y}.png"),
    ("--tiles //tiles.example.org/{z}/{x}/{y}.png", "cli.usage", "https://HOST/{z}/{x}/{y}.png"),
    ("--tiles file:///etc/{z}/{x}/{y}", "cli.usage", "https://HOST/{z}/{x}/{y}.png"),
    ("--ledger {folder}/no/such/folder.db", "ledger.open", "no/such/folder.db"),
    ("--ledger {folder}/words.txt", "ledger.open", "not a database"),
    ("--ledger {folder}", "ledger.open", "unable to open"),
    ("--ledger nonsense://x/y", "ledger.open", "nonsense"),
    ("--ledger postgresql://ada:sesame@h:port/x", "ledger.open", "ada:***@h"),
    ("--team --accounts nonsense://ada:sesame@y", "ledger.open", "ada:***@y"),
    ("--public --ledger {folder}/none.db", "ledger.missing", "none.db"),
    ("--team --accounts {folder}/no/such/desk.db", "ledger.open", "no/such/desk.db"),
    ("--team --accounts {folder}/words.txt", "ledger.open", "not a database"),
    ("--by a:b", "cli.usage", "alias"),
]
ACCOUNT: list[tuple[str, str, str]] = [
    ("list", "serve.account", "dateline account add"),
    ("role nobody admin", "serve.account", "dateline account add"),
    ("password nobody --stdin", "serve.account", "dateline account add"),
    ("remove nobody --yes", "serve.account", "dateline account add"),
    ("add ada --stdin", "serve.account", "10 to"),
    ("add ada --stdin --ledger {folder}/no/such/folder.db", "ledger.open", "no/such/folder.desk.db"),
    ("add ada --stdin --accounts {folder}/words.txt", "ledger.open", "not a database"),
    ("list --accounts {folder}/words.txt", "ledger.open", "not a database"),
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        number: int = made.getsockname()[1]
        return number


def ended(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Any) -> tuple[int, str]:
    """The status that the command line ends with, and what it says."""
    monkeypatch.setattr("sys.argv", ["dateline", *words])
    monkeypatch.setenv("COLUMNS", "400")
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr()
    return int(str(left.value.code)), said.out + said.err


@pytest.mark.parametrize(
    ("command", "code", "about"),
    [(("serve", *s[0].split()), *s[1:]) for s in SERVED] + [(("account", *a[0].split()), *a[1:]) for a in ACCOUNT],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(
    command: tuple[str, ...], code: str, about: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (tmp_path / "words.txt").write_text("no database, but words that somebody wrote down\n" * 40)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: pytest.fail("it serves"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = [w.replace("{busy}", str(taken.getsockname()[1])).replace("{folder}", str(tmp_path)) for w in command]
        port = ["--port", str(free_port())] if words[0] == "serve" and "--port" not in words else []
        status, said = ended([*words, *port, *(["--no-open"] if words[0] == "serve" else [])], monkeypatch, capsys)
    assert status == 2 and said.startswith(f"[{code}] ") and about in said and KINDS[code].way_out in said.replace("\n", " ")
    assert "Ctrl+C" not in said and "sesame" not in said


def test_a_desk_that_cannot_tell_who_works_at_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def nobody() -> str:
        raise KeyError("uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    status, said = ended([*SERVE, "--ledger", str(tmp_path / "l.db")], monkeypatch, capsys)
    assert status == 2 and said.startswith("[cli.usage] ") and "--by NAME" in said


def test_a_word_for_a_number_is_a_usage_error_and_no_traceback() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", *SERVE, "--port", "many"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--port" in done.stderr and "Traceback" not in done.stderr
