"""Fresh ledgers for a test, on SQLite and on PostgreSQL, with a clock and salts that are the same in every run."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from benchmarks.postgres import NoServer, Server, server

from dateline.ledger.store import Store
from dateline.records.edtf import instants

ENGINES: Final = ("sqlite", "postgresql")
BEGIN: Final = "2020-01-01T00:00Z"  # what the first entry of a test's ledger is recorded at
STEP: Final[int] = 1_000_000  # microseconds from one look at the clock to the next


class Clock:
    """A clock that a test holds: one second later at each look. `set` moves it ("2020-02-01T12:00Z")."""

    def __init__(self, at: str = BEGIN) -> None:
        self.set(at)

    def set(self, at: str) -> None:
        """Moves it: the next look gives this instant."""
        span = instants(at)
        assert span is not None, at
        self.next = span[0]

    def __call__(self) -> int:
        at, self.next = self.next, self.next + STEP
        return at


def salts() -> Callable[[], str]:
    """Salts as long as real ones, counted up."""
    numbers = itertools.count()
    return lambda: f"{next(numbers):032x}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server on loopback; a test that needs it is skipped by name where there is none to start."""
    try:
        with server(segment=1) as started:  # small files of the journal: test_faults.py fills a disk
            yield started
    except NoServer as error:
        pytest.skip(f"PostgreSQL: {error}")


@pytest.fixture(scope="session")
def pattern(postgres: Server) -> str:
    """The name of a database with empty tables, which new ledgers are copies of: quicker than to lay them out each time."""
    url = postgres.database()
    Store.open(url, Clock()).close()
    return url.rpartition("/")[2]


@pytest.fixture
def clock() -> Clock:
    """The clock of the test's ledgers."""
    return Clock()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """ "sqlite" and "postgresql", one after the other: the test runs once for each."""
    name: str = request.param
    return name


@pytest.fixture
def places(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives, each time, where a new ledger may be (what `--ledger` takes): a path, or the URL of an empty database."""
    if engine == "sqlite":
        numbers = itertools.count()
        yield lambda: str(tmp_path / f"ledger-{next(numbers)}.db")
        return
    postgres: Server = request.getfixturevalue("postgres")
    pattern: str = request.getfixturevalue("pattern")
    made: list[str] = []

    def place() -> str:
        made.append(postgres.database(pattern))
        return made[-1]

    yield place
    for url in made:
        postgres.drop(url)


@pytest.fixture
def stores(places: Callable[[], str], clock: Clock) -> Iterator[Callable[..., Store]]:
    """Gives, each time, a store on a new ledger, or on the one named (`stores(where)`): several can look at one."""
    made: list[Store] = []

    def store(where: str | None = None) -> Store:
        made.append(Store.open(where or places(), clock))
        made[-1].salt = salts()
        return made[-1]

    yield store
    for one in made:
        one.close()


@pytest.fixture
def store(stores: Callable[..., Store]) -> Store:
    """A fresh store; the test runs on SQLite and on PostgreSQL."""
    return stores()
