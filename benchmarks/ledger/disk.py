"""A disk that is full in the middle of an append: it fails with a word, nothing half-written stays, and later appends work.

Two ways. A limit on the size of files (RLIMIT_FSIZE), which needs no rights, stops a file where it stands. A small file system in
memory (tmpfs), where we may mount one, is really full: the ledger's file and its journal on SQLite, the tables on PostgreSQL.
"""

from __future__ import annotations

import contextlib
import resource
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.ledger import writer
from benchmarks.postgres import Server
from dateline.errors import DatelineError
from dateline.ledger.ledger import now
from dateline.ledger.store import Store

KNOWN: Final[int] = 20  # reports in the ledger before the disk fills up
MOST: Final[int] = 2_000  # reports after which a disk that is not full yet never will be
ROOM: Final[int] = 1 << 20  # bytes that a file of the ledger may still grow by
SMALL, LARGER = "16m", "256m"  # sizes of the file system, full and after
Limit = Callable[[bool], None]  # True: the disk is small; False: it has room again


class NotMounted(RuntimeError):
    """No file system in memory can be had here; the message says why."""


@dataclass(slots=True)
class Full:
    """What came of it: the error of the append that found the disk full, and what the ledger held then and in the end."""

    way: str
    code: str = "none"
    reports_before: int = 0
    reports_after: int = 0
    faults: list[str] = field(default_factory=list)


def fill(where: str, way: str, limit: Limit) -> Full:
    """Appends until the disk is full, then gives it room and appends the rest."""
    out, store = Full(way), Store.open(where, now)
    writer.append(store, range(KNOWN))
    limit(True)
    kept = KNOWN
    try:
        while kept < MOST:
            writer.append(store, range(kept, kept + writer.BATCH))
            kept += writer.BATCH
    except DatelineError as error:
        out.code = error.code
    limit(False)
    if out.code != "ledger.write":
        out.faults.append(f"the full disk ended in {out.code}, not in ledger.write")
    out.reports_before = kept
    found = writer.held(store, range(kept), range(kept))
    out.faults += found.faults
    writer.append(store, range(kept + KNOWN))
    found = writer.held(store, range(kept + KNOWN), range(kept + KNOWN))
    out.faults += [*found.faults, *(f"index {name} is not what the log gives" for name in store.differing())]
    out.reports_after = len(found.reports)
    store.close()
    return out


def limited(where: str, server: Server | None = None) -> Full:
    """With a limit on the size of files: of this process for SQLite, of the server's for PostgreSQL."""

    def limit(small: bool) -> None:
        size = _largest(where, server) + ROOM if small else None
        if server is not None:
            server.limit_files(size)
        else:
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (most if size is None else size, most))

    return fill(where, "a limit on the size of files", limit)


def _largest(where: str, server: Server | None) -> int:
    """Bytes of the largest file that an append may lengthen."""
    if server is not None:
        return max(p.stat().st_size for p in server.folder.rglob("*") if p.is_file())
    return max(p.stat().st_size for p in Path(where).parent.glob(f"{Path(where).name}*"))


@contextlib.contextmanager
def mounted() -> Iterator[Path]:
    """A small file system in memory. Raises NotMounted."""
    with tempfile.TemporaryDirectory(prefix="dateline-full-") as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotMounted((done.stderr or done.stdout).strip())
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def full(server: Server | None = None) -> Full:
    """On a file system that is full: the whole ledger of SQLite, or the tables (a tablespace) of PostgreSQL. Raises NotMounted."""
    with mounted() as folder:

        def limit(small: bool) -> None:
            subprocess.run(["mount", "-o", f"remount,size={SMALL if small else LARGER}", str(folder)], check=True)

        if server is None:
            return fill(str(folder / "ledger.db"), "a file system that is full", limit)
        with server.tablespace(folder) as url:
            return fill(url, "a file system that is full", limit)
