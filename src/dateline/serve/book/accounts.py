"""Accounts: who works at the desk, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.errors import DatelineError
from dateline.ledger.amending import person
from dateline.ledger.entries import PERSON, fold
from dateline.serve.book.book import Book
from dateline.serve.book.tables import accounts, keys, sessions
from dateline.serve.viewer import RANKS, Role

ADMIN: Final = "admin"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in. `made` in microseconds since 1970 (UTC); one that was removed is not `active`, and keeps its name."""

    name: str
    role: Role
    active: bool
    made: int
    password: str | None = None

    @property
    def author(self) -> str:
        """What their work is recorded under."""
        return f"{PERSON}{self.name}"


def add(book: Book, name: str, role: str, password: str | None) -> Account:
    """Makes an account; `password` is argon2's digest. Raises DatelineError `serve.account` for a name that was ever used, `cli.usage`."""
    plain = person(name).removeprefix(PERSON)
    folded = _folded(plain)
    made = Account(plain, checked_role(role), True, book.clock(), password)
    with book.writing() as connection:
        if connection.scalar(select(accounts.c.name).where(accounts.c.folded == folded)) is not None:
            raise DatelineError("serve.account", "The name was given before; work is recorded under it.")
        connection.execute(
            insert(accounts).values(folded=folded, name=plain, role=made.role, password=password, active=True, made=made.made)
        )
    return made


def every(book: Book) -> list[Account]:
    """All accounts, by name, those removed included."""
    with book.reading() as connection:
        return [account_row(row) for row in connection.execute(select(accounts).order_by(accounts.c.folded))]


def find(book: Book, name: str) -> Account | None:
    """The account of a name, in any case; None where there is none."""
    with book.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.folded == fold(name))).first()
    return None if row is None else account_row(row)


def change(book: Book, name: str, **fields: Any) -> Account:
    """Changes role, password (a digest) or whether it is active; whoever was logged in must log in again.

    Raises DatelineError `serve.account` for a name that there is not, and for the last administrator.
    """
    if "role" in fields:
        checked_role(fields["role"])
    folded = fold(name)
    with book.writing() as connection:
        before = _admins(connection)
        connection.execute(update(accounts).where(accounts.c.folded == folded).values(**fields))
        row = connection.execute(select(accounts).where(accounts.c.folded == folded)).first()
        if row is None:
            raise DatelineError("serve.account", f"There is no account {name!r}.")
        if before and not _admins(connection):
            raise DatelineError("serve.account", "The last administrator stays one.")
        connection.execute(delete(sessions).where(sessions.c.account == folded))
    return account_row(row)


def remove(book: Book, name: str) -> Account:
    """Takes an account's password, sessions and keys; its name stays taken, since work is recorded under it. Raises as `change` does."""
    made = change(book, name, active=False, password=None)
    with book.writing() as connection:
        connection.execute(delete(keys).where(keys.c.account == fold(name)))
    return made


def renew_password(book: Book, name: str, password: str) -> None:
    """Puts another digest of the same password in the place of one, where argon2's costs have changed."""
    with book.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.folded == fold(name)).values(password=password))


def has_admin(book: Book) -> bool:
    """Whether somebody may make accounts."""
    with book.reading() as connection:
        return _admins(connection) > 0


def checked_role(role: str) -> Role:
    """The role of a word. Raises DatelineError `serve.account`."""
    if role not in RANKS:
        raise DatelineError("serve.account", f"{role!r} is none of {', '.join(RANKS)}.")
    return role


def _admins(connection: Connection) -> int:
    live = (accounts.c.role == ADMIN, accounts.c.active.is_(True))
    return connection.scalar(select(func.count()).select_from(accounts).where(*live)) or 0


def _folded(name: str) -> str:
    folded = fold(name)
    if not folded:
        raise DatelineError("serve.account", "The name has no letter or digit.")
    return folded


def account_row(row: Any) -> Account:
    """The account of a row of the table."""
    return Account(row.name, row.role, row.active, row.made, row.password)
