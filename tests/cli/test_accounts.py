"""dateline account, and what dateline serve says and refuses before it opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.serve.book.accounts import find
from dateline.serve.book.book import Book, place_of
from dateline.serve.security.passwords import is_right

RUN = CliRunner()
SECRET = "a fine password"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """Where the ledger of the accounts is."""
    return str(tmp_path / "palmyra.db")


def account(ledger: str, *words: str, given: str | None = None) -> str:
    """Runs dateline account; what it says."""
    done = RUN.invoke(app, ["account", *words, "--ledger", ledger], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_accounts_are_made_changed_and_removed(ledger: str, tmp_path: Path) -> None:
    assert "ada may log in as admin" in account(ledger, "add", "ada", "--role", "admin", given=f"{SECRET}\n{SECRET}\n")
    account(ledger, "add", "ben", "--stdin", given=f"{SECRET}\n")
    assert "ben is reviewer" in account(ledger, "role", "ben", "reviewer")
    account(ledger, "password", "BEN", "--stdin", given="another password\n")
    account(ledger, "remove", "ben", "--yes")
    rows = [json.loads(x) for x in account(ledger, "list", "--format", "jsonl").splitlines()]
    assert [(r["name"], r["role"], r["active"]) for r in rows] == [("ada", "admin", True), ("ben", "reviewer", False)]
    assert "removed" in account(ledger, "list") and not (tmp_path / "palmyra.db").exists()  # the ledger itself is not touched
    ada, ben = (find(Book.open(place_of(ledger)), name) for name in ("ada", "ben"))
    assert ada is not None and is_right(ada.password, SECRET) and not is_right(ada.password, SECRET.upper())
    assert ben is not None and ben.password is None and not is_right(None, "another password")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (("add", "cy", "--stdin"), "short\n"), (("add", "ada", "--stdin"), f"{SECRET}\n"), (("add", "a:b", "--stdin"), f"{SECRET}\n"),
        (("add", "...", "--stdin"), f"{SECRET}\n"), (("role", "nobody", "coder"), None), (("remove", "ada", "--yes"), None),
        (("role", "ada", "reader"), None), (("add", "cy", "--stdin"), "x" * 300),
    ],
)  # fmt: skip
def test_what_no_account_can_be(ledger: str, words: tuple[str, ...], given: str | None) -> None:
    account(ledger, "add", "ada", "--role", "admin", "--stdin", given=f"{SECRET}\n")
    with pytest.raises(DatelineError):
        account(ledger, *words, given=given)
    assert len(account(ledger, "list", "--format", "jsonl").splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "nobody logs in"), (("--host", "192.0.2.1"), "nobody logs in"), (("--team", "--public"), "two desks"),
    ],
)  # fmt: skip
def test_a_desk_that_others_reach_has_accounts_or_is_public(ledger: str, words: tuple[str, ...], said: str) -> None:
    done = RUN.invoke(app, ["serve", "--ledger", ledger, "--no-open", *words])
    assert isinstance(done.exception, DatelineError) and said in str(done.exception)


def test_a_team_without_accounts_is_told_how_to_make_one(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.serve.running.run", lambda _serving, _opens, ready: ready())
    said = RUN.invoke(app, ["serve", "--ledger", ledger, "--no-open", "--team", "--host", "0.0.0.0"]).output
    assert "dateline account add NAME --role admin" in said and "--proxy" in said
    account(ledger, "add", "ada", "--role", "admin", "--stdin", given=f"{SECRET}\n")
    said = RUN.invoke(app, ["serve", "--ledger", ledger, "--no-open", "--team", "--proxy", "127.0.0.1"]).output
    assert "account add" not in said and "in the clear" not in said
