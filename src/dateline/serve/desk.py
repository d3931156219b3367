"""What a request works with: the ledger, the board of the map, the models for coding, and who asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, cast

from fastapi import Depends
from starlette.requests import Request

from dateline.ledger import Ledger
from dateline.ledger.head import head
from dateline.serve.board import Board
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate, Open, Viewer

if TYPE_CHECKING:
    from dateline.knowledge.gazetteer import Gazetteer
    from dateline.pipeline import Kit

Made = TypeVar("Made")
KEPT: Final[int] = 64  # answers that are kept


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log stands: the number and the digest of its last entry."""

    seq: int
    digest: str


class Desk:
    """One ledger as it is served. Safe for several threads; what is slow to load is loaded when it is first asked for."""

    def __init__(self, serving: Serving, gate: Gate | None = None) -> None:
        self.serving = serving
        self.ledger = Ledger.open(serving.ledger, create=True)
        self.gate: Gate = gate or Open(serving)
        self.board = Board(self.ledger)
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

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for each state of the log."""
        now = self.head().digest
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

    def close(self) -> None:
        """Gives the database back."""
        self.ledger.close()


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def viewer_of(request: Request) -> Viewer:
    """Who asks. Raises DatelineError where somebody has to log in first."""
    return desk_of(request).gate.viewer(request)


AtDesk = Annotated[Desk, Depends(desk_of)]
Asking = Annotated[Viewer, Depends(viewer_of)]
