"""dateline account: who may log in to a team's desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Shape, Which, write_rows
from dateline.cli.people import Yes
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.serve.book.book import Book

FIELDS: Final = ("name", "role", "active", "made")
Name = Annotated[str, typer.Argument(help="The name that they log in by, and that their work is recorded under.")]
Where = Annotated[
    str | None,
    typer.Option(
        "--accounts",
        envvar="DATELINE_ACCOUNTS",
        help="Where accounts are kept: a file or a database URL. Default: beside the ledger.",
    ),
]
Piped = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input, and ask for nothing.")]

account = typer.Typer(no_args_is_help=True, help="Make, list and remove the accounts of a team's desk (dateline serve --team).")


class Role(StrEnum):
    """What somebody may do: each role may what those before it may."""

    reader = "reader"
    coder = "coder"
    reviewer = "reviewer"
    admin = "admin"


@account.command("add")
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="reader, coder, reviewer or admin.")] = Role.coder,
    stdin: Piped = False,
    ledger: Which = DEFAULT,
    accounts: Where = None,
) -> None:
    """Make an account. The password is asked for; it has 10 characters or more.

    A reader reads; a coder also takes reports in, codes and corrects; a reviewer also decides for all (withdrawals, embargoes,
    releases, batches); an admin also redacts, and makes accounts.

    [bold]Examples:[/bold]

      dateline account add ada --role admin --ledger palmyra.db

      pass show desk/ben | dateline account add ben --role coder --stdin
    """
    with _book(ledger, accounts, create=True) as book:
        from dateline.serve.book.accounts import add
        from dateline.serve.security.passwords import hashed

        made = add(book, name, role.value, hashed(_password(stdin)))
    _say(f"{made.name} may log in as {made.role}")


@account.command("list")
def list_(ledger: Which = DEFAULT, accounts: Where = None, format: Shape = Format.table) -> None:
    """List the accounts, those removed included.

    [bold]Example:[/bold]  dateline account list --ledger palmyra.db
    """
    with _book(ledger, accounts) as book:
        from dateline.records.edtf import show_instant
        from dateline.serve.book.accounts import every

        rows = [{"name": a.name, "role": a.role, "active": a.active, "made": show_instant(a.made)} for a in every(book)]
    if format is not Format.table:
        write_rows(rows, format, FIELDS)
        return
    if not rows:
        _say("no account yet: dateline account add NAME --role admin")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for field in ("name", "role", "since"):
        table.add_column(field)
    for row in rows:
        table.add_row(clean(str(row["name"])), str(row["role"]) if row["active"] else "removed", str(row["made"])[:10])
    Console(highlight=False).print(table)


@account.command("role")
def role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="reader, coder, reviewer or admin.")],
    ledger: Which = DEFAULT,
    accounts: Where = None,
) -> None:
    """Give an account another role, or let one that was removed work again. Whoever is logged in under it must log in again.

    [bold]Example:[/bold]  dateline account role ben reviewer --ledger palmyra.db
    """
    with _book(ledger, accounts) as book:
        from dateline.serve.book.accounts import change

        made = change(book, name, role=role.value, active=True)
    _say(f"{made.name} is {made.role}")


@account.command("password")
def password(name: Name, stdin: Piped = False, ledger: Which = DEFAULT, accounts: Where = None) -> None:
    """Set another password. Whoever is logged in under the name must log in again.

    [bold]Example:[/bold]  dateline account password ben --ledger palmyra.db
    """
    with _book(ledger, accounts) as book:
        from dateline.serve.book.accounts import change
        from dateline.serve.security.passwords import hashed

        made = change(book, name, password=hashed(_password(stdin)))
    _say(f"{made.name} has another password")


@account.command("remove")
def remove(name: Name, yes: Yes = False, ledger: Which = DEFAULT, accounts: Where = None) -> None:
    """Take an account's password, sessions and keys. Its name stays taken, since work is recorded under it.

    [bold]Example:[/bold]  dateline account remove ben --ledger palmyra.db
    """
    if not yes:
        typer.confirm(f"Remove the account {clean(name)}?", abort=True)
    with _book(ledger, accounts) as book:
        from dateline.serve.book.accounts import remove

        made = remove(book, name)
    _say(f"{made.name} can no longer log in")


@contextmanager
def _book(ledger: str, accounts: str | None, create: bool = False) -> Iterator[Book]:
    """The desk's own database. Raises DatelineError `serve.missing` and those of `Book.open`."""
    try:
        from dateline.serve.book.book import Book, place_of
        from dateline.serve.security import passwords  # noqa: F401
    except ImportError as error:
        raise DatelineError("serve.missing", f"{error}.") from error
    book = Book.open(place_of(ledger, accounts), create=create)
    try:
        yield book
    finally:
        book.close()


def _password(stdin: bool) -> str:
    """The password: from standard input without its line end, else as it is typed, twice."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _say(words: str) -> None:
    Console(highlight=False).print(clean(words), markup=False, soft_wrap=True)


__all__ = ["account"]
