"""`dateline serve` in a process of its own, over a ledger in a folder of the tests."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

PATIENCE: Final[int] = 60  # seconds in which the desk must answer first
PR_SET_PDEATHSIG: Final = 1  # of prctl(2)
LIMIT: Final[int] = 1000  # items of one answer


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that runs: where it answers, which ledger it is over, and somebody who asks its API without the page."""

    base: str
    ledger: Path
    api: httpx.Client

    def get(self, path: str, **query: Any) -> Any:
        """What an address under /api answers; fails unless it is 200."""
        answer = self.api.get(f"/api/{path}", params=query)
        assert answer.status_code == 200, (path, query, answer.text)
        return answer.json()

    def all(self, path: str, **query: Any) -> list[Any]:
        """All items of a list that fits in one answer."""
        answer = self.get(path, limit=LIMIT, **query)
        assert answer["next"] is None
        items: list[Any] = answer["items"]
        return items

    def post(self, path: str, body: Any, **more: Any) -> Any:
        """What a change answers; fails unless it was made."""
        answer = self.api.post(f"/api/{path}", json=body, **more)
        assert answer.is_success, (path, body, answer.text)
        return answer.json() if answer.content else None


@contextmanager
def serve(ledger: Path, *flags: str) -> Iterator[Desk]:
    """Runs `dateline serve` over a ledger at a free port until the block is left."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "dateline", "serve", "--ledger", os.fspath(ledger), "--port", str(port), "--no-open", *flags]
    with ledger.with_suffix(".txt").open("w+b") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, preexec_fn=end_with_parent)
        try:
            wait_for(base, process, said.name)
            with httpx.Client(base_url=base, timeout=PATIENCE) as api:
                yield Desk(base, ledger, api)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(base: str, process: subprocess.Popen[bytes], said: str) -> None:
    """Waits until the desk answers; fails with what it said if it ends or does not."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{base}/api/me", timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the desk does not answer: {Path(said).read_text(encoding='utf-8')}")


def end_with_parent() -> None:
    """Ends this process when the tests do, in whatever way they end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        number: int = made.getsockname()[1]
        return number
