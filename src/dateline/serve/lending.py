"""The desk's own database, opened when it is first needed: a desk of one person may never need it."""

from __future__ import annotations

import threading

from starlette.requests import Request

from dateline.serve.book.book import Book, place_of
from dateline.serve.desk import Desk
from dateline.serve.security.gate import Team


class Lending:
    """Lends the desk's own database. Safe for several threads."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = threading.Lock()
        self._book = desk.gate.book if isinstance(desk.gate, Team) else None

    def book(self) -> Book:
        """The database. Raises DatelineError of `Book.open`."""
        with self._lock:
            if self._book is None:
                self._book = Book.open(place_of(self.desk.serving.ledger, self.desk.serving.accounts), self.desk.ledger.store.clock)
            return self._book

    def close(self) -> None:
        """Gives it back."""
        with self._lock:
            if self._book is not None:
                self._book.close()


def book_of(request: Request) -> Book:
    """The desk's own database of the application that a request came to."""
    lending = request.app.state.lending
    assert isinstance(lending, Lending)
    return lending.book()
