"""A desk over a small ledger, asked without a network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desktold import tell
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.serve.app import create_app
from dateline.serve.serving import Serving

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def where(tmp_path: Path) -> str:
    """Where the ledger is."""
    return os.fspath(tmp_path / "desk.db")


@pytest.fixture
def ids(where: str) -> dict[str, str]:
    """The ledger's reports by the names they came with."""
    with Ledger.open(where) as ledger:
        return tell(ledger)


@pytest.fixture
def app(where: str, ids: dict[str, str]) -> FastAPI:
    """The desk of one person."""
    return create_app(Serving(where, author="person:ada"))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Somebody on this machine who asks it."""
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def get(client: TestClient) -> Callable[..., dict]:  # type: ignore[type-arg]
    """Asks for an address under /api, and gives what is answered."""

    def ask(path: str, **query: object) -> dict:  # type: ignore[type-arg]
        answer = client.get(f"/api/{path}", params=query)
        assert answer.status_code == 200, answer.text
        found: dict = answer.json()  # type: ignore[type-arg]
        return found

    return ask
