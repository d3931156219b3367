"""Reports that come in through the desk: read, coded and kept one after the other in a thread of their own.

What is done with them is what the command line does (`dateline.ingest`): originals, origins and claims come out the same.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.errors import DatelineError
from dateline.ingest import keep
from dateline.read import Given, take_bytes
from dateline.read.bytes import guess_suffix
from dateline.read.files import SUFFIXES
from dateline.records import Rejected, Taken
from dateline.records.edtf import show_instant
from dateline.serve.desk import Desk
from dateline.serve.faults import told
from dateline.serve.shapes.fault import Fault
from dateline.serve.shapes.job import Job, KeptReport, RejectedReport, State
from dateline.settings import Settings, from_environment

WAITING: Final[int] = 128 * 1024 * 1024  # bytes of all jobs that wait; beyond, a new one is refused
KEPT: Final[int] = 100  # finished jobs that are remembered
LINES: Final = ".jsonl"  # files whose number of reports is not known beforehand
LOG: Final = logging.getLogger("dateline.serve")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, by which its kind is told ("": pasted text, whose kind is guessed), and its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The kind of the file, by its ending."""
        dot = self.name.rfind(".")
        return guess_suffix(self.data) if not self.name else self.name[dot:].lower() if dot >= 0 else ""


@dataclass(slots=True)
class _Work:
    """A job while it runs."""

    id: str
    author: str
    made: int
    uploads: Sequence[Upload]
    given: Given
    state: State = "waiting"
    kept: list[KeptReport] = field(default_factory=list)
    rejected: list[RejectedReport] = field(default_factory=list)
    fault: Fault | None = None
    total: int | None = None

    @property
    def size(self) -> int:
        """Bytes that wait."""
        return sum(len(u.data) for u in self.uploads)

    def shown(self) -> Job:
        """The job as it is told."""
        kept, rejected = list(self.kept), list(self.rejected)
        return Job(
            id=self.id, state=self.state, author=self.author, made=show_instant(self.made), total=self.total,
            done=len(kept) + len(rejected), claims=sum(k.claims for k in kept), kept=kept, rejected=rejected, fault=self.fault,
        )  # fmt: skip


class Jobs:
    """The jobs of one desk. `version` grows with every step of any of them: whoever watches looks again when it has."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.version = 0
        self._made: dict[str, _Work] = {}
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = False

    def add(self, author: str, uploads: Sequence[Upload], given: Given) -> Job:
        """Takes files in; they are read and coded in turn. Raises DatelineError `serve.often` where too much waits."""
        work = _Work(secrets.token_hex(8), author, self.desk.ledger.store.clock(), uploads, given)
        work.total = None if any(u.suffix == LINES for u in uploads) else len(uploads)
        with self._lock:
            if sum(w.size for w in self._made.values() if w.state == "waiting") + work.size > WAITING:
                raise DatelineError("serve.often", "Too many reports wait to be coded.")
            self._made[work.id] = work
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dateline ingest", daemon=True)
                self._thread.start()
        self._queue.put(work)
        self._step()
        return work.shown()

    def all(self, author: str | None = None) -> list[Job]:
        """The jobs, newest first; of one author, or of all."""
        with self._lock:
            found = [w for w in self._made.values() if author in (None, w.author)]
        return [w.shown() for w in reversed(found)]

    def get(self, id: str) -> Job:
        """The job of an id. Raises DatelineError `ledger.unknown`."""
        with self._lock:
            work = self._made.get(id)
        if work is None:
            raise DatelineError("ledger.unknown", "There is no such job (any more).")
        return work.shown()

    def close(self) -> None:
        """Lets the report that is being coded be finished, and takes no more."""
        self._closing = True
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _forget(self) -> None:
        over = [w.id for w in self._made.values() if w.state in ("done", "failed")]
        for id in over[: max(0, len(over) - KEPT)]:
            del self._made[id]

    def _step(self) -> None:
        with self._lock:
            self.version += 1

    def _run(self) -> None:
        while (work := self._queue.get()) is not None and not self._closing:
            work.state = "running"
            self._step()
            try:
                self._work(work)
                work.state = "done"
            except DatelineError as error:
                work.state, work.fault = "failed", told(error.code, error.detail)
            except Exception as error:
                LOG.error("a job failed", exc_info=error)
                work.state, work.fault = "failed", told("serve.fault")
            work.uploads = ()
            self._step()

    def _work(self, work: _Work) -> None:
        settings = replace(from_environment(), max_file_bytes=self.desk.serving.max_body)
        for result in keep(_taken(work, settings), self.desk.ledger.store, lambda: self.desk.kit):
            if isinstance(result, Rejected):
                work.rejected.append(RejectedReport.of(result))
            else:
                work.kept.append(KeptReport.of(result))
            self._step()
            if self._closing:
                raise DatelineError("ledger.changed", "The desk was closed; what was kept before stays.")
        self.desk.ledger.link()


def _taken(work: _Work, settings: Settings) -> Iterator[Taken | Rejected]:
    """The reports of the files, each as it came in; what cannot be read comes as `Rejected`."""
    for upload in work.uploads:
        name = upload.name or "-"
        if upload.suffix not in SUFFIXES:
            yield Rejected(name, "read", "read.format", name)
            continue
        try:
            yield from take_bytes(upload.data, upload.suffix, name, work.given, settings)
        except DatelineError as error:
            yield Rejected(name, "read", error.code, error.detail)
