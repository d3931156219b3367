"""Sessions: who is logged in. A token is made anew at every login, and one that the desk did not make is never taken up."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from dateline.ledger.entries import fold
from dateline.serve.book.accounts import Account, account_row
from dateline.serve.book.book import Book
from dateline.serve.book.tables import accounts, sessions
from dateline.serve.security.tokens import digest, token

SECOND: Final[int] = 1_000_000  # microseconds
IDLE: Final[int] = 12 * 3_600 * SECOND  # a session that nobody used for so long has ended
LONGEST: Final[int] = 7 * 24 * 3_600 * SECOND  # and one that is so old, whether used or not
NOTED: Final[int] = 300 * SECOND  # between two notes that it was used


def begin(book: Book, account: Account, before: str | None) -> str:
    """The token of a new session; the one that the asker came with (`before`) ends."""
    made, now = token(), book.clock()
    with book.writing() as connection:
        if before is not None:
            connection.execute(delete(sessions).where(sessions.c.digest == digest(before)))
        connection.execute(delete(sessions).where((sessions.c.seen < now - IDLE) | (sessions.c.made < now - LONGEST)))
        connection.execute(insert(sessions).values(digest=digest(made), account=fold(account.name), made=now, seen=now))
    return made


def account_of(book: Book, session: str) -> Account | None:
    """Whose session a token is of; None where it is none, has ended, or the account is no longer active."""
    kept, now = digest(session), book.clock()
    query = select(accounts, sessions.c.seen, sessions.c.made.label("begun"))
    with book.reading() as connection:
        row: Any = connection.execute(
            query.join(accounts, accounts.c.folded == sessions.c.account).where(
                sessions.c.digest == kept, accounts.c.active.is_(True)
            )
        ).first()
    if row is None or row.seen < now - IDLE or row.begun < now - LONGEST:
        return None
    if row.seen < now - NOTED:
        with book.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.digest == kept).values(seen=now))
    return account_row(row)


def end(book: Book, session: str) -> None:
    """Ends a session."""
    with book.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.digest == digest(session)))
