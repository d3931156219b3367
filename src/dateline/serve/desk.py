"""What a request works with: the ledger, the board of the map, the models for coding, and who asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, cast

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from dateline.ledger import Ledger
from dateline.ledger.head import head, stands
from dateline.ledger.questions.remembered import remember
from dateline.ledger.store import Reading
from dateline.serve.answers import Answers
from dateline.serve.board import Board
from dateline.serve.drawn import Drawn
from dateline.serve.holdings import Holdings
from dateline.serve.lineages import Lineages
from dateline.serve.memory import Memory
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate, Open, Viewer

if TYPE_CHECKING:
    from dateline.knowledge.gazetteer import Gazetteer
    from dateline.pipeline import Kit
    from dateline.records.entry import KeptClaim
    from dateline.review.queue import Item
    from dateline.serve.shapes.event import Event
    from dateline.serve.shapes.incident import ListedIncident
    from dateline.serve.shapes.queue import QueueItem

Made = TypeVar("Made")
KEPT: Final[int] = 64  # answers that are kept
SHOWN: Final[int] = 1_000  # things that wait as the queue shows them
EVENTS: Final[int] = 8_000  # events that are kept as lists show them
LISTED: Final[int] = 4_000  # incidents that are kept as lists show them
CLAIMS: Final[int] = 40_000  # claims that are remembered as they were recorded, at some 3 kB each


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log stands: the number and the digest of its last entry."""

    seq: int
    digest: str


class Desk:
    """One ledger as it is served. Safe for several threads; what is slow to load is loaded when it is first asked for."""

    def __init__(self, serving: Serving, gate: Gate | None = None) -> None:
        self.serving = serving
        self.ledger = Ledger.open(serving.ledger, create=not serving.public)
        self.gate: Gate = gate or Open(serving)
        self.board, self.holdings, self.lineages = Board(self.ledger), Holdings(self.ledger), Lineages(self.ledger)
        self.answers, self.drawn = Answers(), Drawn()
        self.shown: Memory[Hashable, tuple[Item, QueueItem]] = Memory(SHOWN)
        self.events: Memory[str, tuple[tuple[KeptClaim, ...], Any, Event]] = Memory(EVENTS)
        self.listed: Memory[Hashable, ListedIncident] = Memory(LISTED)
        self.remembered = remember(self.ledger.store.engine, CLAIMS)
        self.closed = threading.Event()
        self._lock = threading.Lock()
        self._kit: Kit | None = None
        self._gazetteer: Gazetteer | None = None
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    @property
    def kit(self) -> Kit:
        """The models and the gazetteer, loaded once. Raises DatelineError `model.missing` and others of the pipeline."""
        from dateline.pipeline import load_kit

        with self._lock:
            if self._kit is None:
                self._kit = load_kit()
            return self._kit

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, opened once. Raises DatelineError `gazetteer.build`."""
        from dateline.knowledge.gazetteer import Gazetteer
        from dateline.settings import from_environment

        with self._lock:
            if self._gazetteer is None:
                self._gazetteer = Gazetteer.open(from_environment().home)
            return self._gazetteer

    def head(self) -> Head:
        """Where the log stands now."""
        with self.ledger.store.reading() as connection:
            return Head(*head(connection))

    def state(self) -> str:
        """What every answer rests on: the digest of the log's last entry, and whether all of the log is linked."""
        with self.ledger.store.reading() as connection:
            return state_of(connection)

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for each state of the log."""
        now = self.state()
        with self._lock:
            at, made = self._kept.get(name, ("", None))
        if at != now:
            made = make()
            with self._lock:
                self._kept[name] = (now, made)
                self._kept.move_to_end(name)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return cast(Made, made)

    def forget(self) -> None:
        """Takes everything out of memory that is kept of claims, since words were taken out of the ledger."""
        self.remembered.forget()
        self.holdings.forget()
        for kept in (self.answers, self.drawn, self.shown, self.listed, self.events):
            kept.forget()
        with self._lock:
            self._kept.clear()

    def close(self) -> None:
        """Gives the database back."""
        self.closed.set()
        self.ledger.close()


def state_of(connection: Reading) -> str:
    """The digest of the log's last entry, and whether all of the log is linked."""
    _, digest, linked = stands(connection)
    return digest if linked else f"{digest} unlinked"


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def viewer_of(request: Request) -> Viewer:
    """Who asks. Raises DatelineError where somebody has to log in first."""
    known = getattr(request.state, "viewer", None)
    if not isinstance(known, Viewer):
        known = request.state.viewer = desk_of(request).gate.viewer(request)
    return known


async def at_desk(request: Request) -> Desk:
    """`desk_of`, without a thread of its own."""
    return desk_of(request)


async def asking(request: Request) -> Viewer:
    """`viewer_of`, in a thread of its own where it is not known yet: who asks may stand in a database."""
    known = getattr(request.state, "viewer", None)
    return known if isinstance(known, Viewer) else await run_in_threadpool(viewer_of, request)


AtDesk = Annotated[Desk, Depends(at_desk)]
Asking = Annotated[Viewer, Depends(asking)]
