"""A ledger for the desk, and `dateline serve` over it as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.desk.asking import Caller
from benchmarks.ledger.memory import PROC, TICK
from benchmarks.ledger.scale import Place, fill
from dateline.ledger import Ledger

PATIENCE: Final[float] = 3_600.0  # seconds in which the desk must have loaded a ledger
BUSY: Final[float] = 0.1  # share of a core's time above which the desk is at work
LOOK: Final[float] = 1.0  # seconds over which that is looked at
RESTED: Final[int] = 2  # such looks without work after which the desk rests


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that runs. Seconds from the start of its process to the first answer, and to an answer from the whole board."""

    host: str
    process: int
    log: Path
    answers: float
    loaded: float

    def memory(self) -> dict[str, int]:
        """Megabytes of memory that the server holds now, and held at most."""
        told = dict(line.split(":", 1) for line in (PROC / str(self.process) / "status").read_text().splitlines())
        return {"now": int(told["VmRSS"].split()[0]) // 1_000, "most": int(told["VmHWM"].split()[0]) // 1_000}

    def rest(self) -> float:
        """Waits until the server does nothing; seconds that it took."""
        begun, quiet, before = time.perf_counter(), 0, _spent(self.process)
        while quiet < RESTED and time.perf_counter() - begun < PATIENCE:
            time.sleep(LOOK)
            now = _spent(self.process)
            quiet, before = (quiet + 1 if now - before < BUSY * LOOK else 0), now
        return max(0.0, time.perf_counter() - begun - RESTED * LOOK)


def _spent(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def make(where: Path, claims: int, say: Callable[[str], None]) -> None:
    """Makes a ledger of that many claims, linked into incidents."""
    with Ledger.open(where) as ledger:
        fill(Place(os.fspath(where)), ledger, claims, say)
        begun = time.perf_counter()
        ledger.link()
        say(f"linked in {time.perf_counter() - begun:,.0f} s")


@contextmanager
def serve(ledger: Path) -> Iterator[Served]:
    """`dateline serve` over the ledger, with its board loaded, until the block is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        "--ledger",
        os.fspath(ledger),
        "--port",
        str(port),
        "--no-open",
        "--by",
        "benchmark",
    ]
    log = ledger.with_suffix(".log")
    with log.open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            host = f"127.0.0.1:{port}"
            _listening(port, process, log)
            with Caller(host, PATIENCE) as caller:
                caller.get("me", "/api/me")
                answers = time.perf_counter() - begun
                for address in ("/api/head", "/api/speakers?limit=1"):  # the second needs the names in the claims, too
                    caller.get("head", address)
            yield Served(host, process.pid, log, answers, time.perf_counter() - begun)
        finally:
            process.terminate()
            process.wait()


def _listening(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits until somebody listens at the port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit(f"dateline serve does not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-2_000:]}")
