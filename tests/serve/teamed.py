"""A team's desk for tests: four accounts, one a role, and somebody who is logged in under each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.serve.app import create_app
from dateline.serve.book import accounts
from dateline.serve.book.book import Book, place_of
from dateline.serve.security import passwords
from dateline.serve.serving import Serving

DESK: Final = "http://desk.example"
ROLES: Final = ("reader", "coder", "reviewer", "admin")
QUICK: Final = PasswordHasher(
    time_cost=1, memory_cost=1_024, parallelism=1
)  # the costs of real ones would be most of the tests' time


def password_of(name: str) -> str:
    """The password of an account of the tests."""
    return f"the secret of {name}"


def found(where: str) -> None:
    """Makes an account for each role, called as the role."""
    passwords.HASHER = QUICK  # type: ignore[misc]
    passwords._none.cache_clear()
    book = Book.open(place_of(where))
    for role in ROLES:
        accounts.add(book, role, role, passwords.hashed(password_of(role)))
    book.close()


def team_desk(where: str, **more: Any) -> FastAPI:
    """A team's desk over a ledger."""
    return create_app(Serving(where, team=True, **more))


class Person:
    """Somebody at a browser: cookies are kept, and changes bear the token that the page would send."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.csrf: str | None = None

    def log_in(self, name: str, password: str | None = None) -> Any:
        """Logs in, as the page does."""
        answer = self.client.post("/api/login", json={"name": name, "password": password or password_of(name)})
        self.csrf = answer.json().get("csrf")
        return answer

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """Makes a request under /api."""
        headers = {**({"X-CSRF-Token": self.csrf} if self.csrf else {}), **more.pop("headers", {})}
        return self.client.request(method, f"/api/{path}", headers=headers, **more)


@contextmanager
def team(where: str, **more: Any) -> Iterator[dict[str, Person]]:
    """The people of a team's desk by their role, each logged in; "nobody" is not."""
    found(where)
    app = team_desk(where, **more)
    with ExitStack() as stack:
        first = stack.enter_context(TestClient(app, base_url=DESK, raise_server_exceptions=False))
        people = {"nobody": Person(first)}
        for role in ROLES:
            people[role] = Person(TestClient(app, base_url=DESK, raise_server_exceptions=False))
            assert people[role].log_in(role).status_code == 200
        yield people


def beside(where: str, name: str) -> Path:
    """A file beside the ledger."""
    return Path(os.fspath(where)).with_name(name)
