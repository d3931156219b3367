"""The public desk: it answers from an edition of the ledger (review/edition.py), in which nothing is that stays back.

The edition is made when the desk starts, and anew in the background when the ledger has grown, an embargo has ended, or the day of a
report has come. It lies in a folder of its own that only this user can read, and that goes when the desk closes.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from dateline.ledger import Ledger
from dateline.ledger.head import head
from dateline.ledger.questions.remembered import remember
from dateline.review.clearing import rules_at
from dateline.review.edition import edition
from dateline.serve.board import Board
from dateline.serve.desk import CLAIMS, Desk
from dateline.serve.holdings import Holdings
from dateline.serve.lineages import Lineages
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate

LOOK: Final[float] = 20.0  # seconds between two looks at the ledger
REST: Final[float] = 5.0  # times as long as the last edition took to make, the next is not begun
OLDEST: Final[float] = 900.0  # seconds after which an edition is made anew though nothing was recorded: embargoes end
LOG: Final = logging.getLogger("dateline.serve")


class PublicDesk(Desk):
    """A desk over the newest edition of a ledger, which itself is only read."""

    def __init__(self, serving: Serving, gate: Gate | None = None) -> None:
        super().__init__(serving, gate)
        self.whole = self.ledger  # all of it: only editions are made of it
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-public-")
        self._number = 0
        self._made_of, self._made_at, self._took = "", 0.0, 0.0
        self._old: list[tuple[Ledger, Path]] = []
        self._where: Path | None = None
        self._over = threading.Event()
        self._watch: threading.Thread | None = None
        self.renew()

    def renew(self) -> None:
        """Makes the edition anew; questions that are being answered keep the one before."""
        begun = time.monotonic()
        with self.whole.store.reading() as connection:
            made_of = head(connection)[1]
        self._number += 1
        where = Path(self._folder.name) / f"{self._number}.db"
        made = edition(self.whole, where, rules_at(self.whole, self.whole.store.clock(), self.serving.unreviewed))
        if self._where is not None:
            self._old.append((self.ledger, self._where))
        self.remembered = remember(made.store.engine, CLAIMS)
        # before the ledger: what is kept as the new edition's must not be made of the old one
        self.board, self.holdings, self.lineages = Board(made), Holdings(made), Lineages(made)
        self.ledger, self._where = made, where
        self._made_of, self._made_at, self._took = made_of, time.monotonic(), time.monotonic() - begun
        self._forget(keep=1)

    def due(self) -> bool:
        """Whether there is a reason to make it anew."""
        since = time.monotonic() - self._made_at
        if since < REST * self._took:
            return False
        with self.whole.store.reading() as connection:
            return since > OLDEST or head(connection)[1] != self._made_of

    def watch(self) -> None:
        """Has it made anew in the background for as long as the desk is open."""
        self._watch = threading.Thread(target=self._follow, name="edition", daemon=True)
        self._watch.start()

    def close(self) -> None:
        """Gives the databases back, and takes the editions away."""
        self._over.set()
        self.closed.set()
        if self._watch is not None:
            self._watch.join()
        self._forget(keep=0)
        self.ledger.close()
        self.whole.close()
        self._folder.cleanup()

    def _follow(self) -> None:
        while not self._over.wait(LOOK):
            try:
                if self.due():
                    self.renew()
            except Exception:  # the one before is still good; the log tells why
                LOG.exception("the public edition could not be made anew")

    def _forget(self, keep: int) -> None:
        """Closes the oldest editions, and takes their files away."""
        while len(self._old) > keep:
            ledger, where = self._old.pop(0)
            ledger.close()
            for path in where.parent.glob(f"{where.name}*"):
                path.unlink()
