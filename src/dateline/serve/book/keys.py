"""API keys: what programs show in place of a password. The key itself is told once, when it is made."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update

from dateline.errors import DatelineError
from dateline.ledger.entries import fold
from dateline.serve.book.accounts import Account, account_row, checked_role
from dateline.serve.book.book import Book
from dateline.serve.book.sessions import NOTED
from dateline.serve.book.tables import accounts, keys
from dateline.serve.security.tokens import digest, key, key_id
from dateline.serve.viewer import RANKS, Role

DAY: Final[int] = 86_400 * 1_000_000  # microseconds
MOST: Final[int] = 50  # keys of one account


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. Instants in microseconds since 1970 (UTC); `ends` None: never."""

    id: str
    account: str
    name: str
    role: Role
    made: int
    used: int | None
    ends: int | None


def add(book: Book, account: Account, name: str, role: str | None, days: int | None) -> tuple[Key, str]:
    """Makes a key of an account, of its role or a lower one; returns it with its secret. Raises DatelineError `serve.account`."""
    own = checked_role(role) if role is not None else account.role
    if RANKS[own] > RANKS[account.role]:
        raise DatelineError("serve.account", "A key may do no more than its account.")
    (id, secret), now, folded = key(), book.clock(), fold(account.name)
    ends = None if days is None else now + days * DAY
    with book.writing() as connection:
        if (connection.scalar(select(func.count()).select_from(keys).where(keys.c.account == folded)) or 0) >= MOST:
            raise DatelineError("serve.account", f"An account has at most {MOST} keys.")
        row = {"id": id, "digest": digest(secret), "account": folded, "name": name, "role": own, "made": now, "ends": ends}
        connection.execute(insert(keys).values(row))
    return Key(id, account.name, name, own, now, None, ends), secret


def of(book: Book, account: str | None) -> list[Key]:
    """The keys of an account, or of all."""
    query = select(keys, accounts.c.name.label("owner")).join(accounts, accounts.c.folded == keys.c.account).order_by(keys.c.made)
    if account is not None:
        query = query.where(keys.c.account == fold(account))
    with book.reading() as connection:
        return [Key(r.id, r.owner, r.name, r.role, r.made, r.used, r.ends) for r in connection.execute(query)]


def account_of(book: Book, given: str) -> tuple[Account, Role] | None:
    """Whose key it is, and the role it gives: the lower of the key's and the account's. None for what is no key in force."""
    id, now = key_id(given), book.clock()
    if id is None:
        return None
    query = select(accounts, keys.c.digest, keys.c.role.label("given"), keys.c.used, keys.c.ends)
    with book.reading() as connection:
        row: Any = connection.execute(
            query.join(accounts, accounts.c.folded == keys.c.account).where(keys.c.id == id, accounts.c.active.is_(True))
        ).first()
    if row is None or not hmac.compare_digest(row.digest, digest(given)) or (row.ends is not None and row.ends <= now):
        return None
    if row.used is None or row.used < now - NOTED:
        with book.writing() as connection:
            connection.execute(update(keys).where(keys.c.id == id).values(used=now))
    account = account_row(row)
    return account, min(account.role, checked_role(row.given), key=RANKS.__getitem__)


def remove(book: Book, id: str, account: str | None) -> None:
    """Ends a key: of an account, or anybody's (None). Raises DatelineError `ledger.unknown`."""
    with book.writing() as connection:
        mine = [keys.c.id == id] + ([keys.c.account == fold(account)] if account is not None else [])
        if connection.execute(delete(keys).where(*mine)).rowcount == 0:
            raise DatelineError("ledger.unknown", "There is no such key.")
