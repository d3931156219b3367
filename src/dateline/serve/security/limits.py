"""How often one may try and write: counts over a stretch of time, kept in memory."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from dateline.errors import DatelineError

REMEMBERED: Final[int] = 10_000  # names and addresses; the one not seen for longest is forgotten first
NETWORK: Final[int] = 64  # bits of an IPv6 address that stand for one who asks


class Limit:
    """At most `most` times in `seconds`, for each name. Safe for several threads. `clock` gives seconds."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, name: str) -> None:
        """Refuses a name that came too often. Raises DatelineError `serve.often`."""
        with self._lock:
            if len(self._recent(name)) >= self.most:
                raise DatelineError("serve.often")

    def count(self, name: str) -> None:
        """Counts a time."""
        with self._lock:
            self._recent(name).append(self.clock())

    def take(self, name: str) -> None:
        """Counts a time, unless the name came too often. Raises DatelineError `serve.often`."""
        with self._lock:
            times = self._recent(name)
            if len(times) >= self.most:
                raise DatelineError("serve.often")
            times.append(self.clock())

    def forget(self, name: str) -> None:
        """Counts anew."""
        with self._lock:
            self._times.pop(name, None)

    def _recent(self, name: str) -> deque[float]:
        times = self._times.setdefault(name, deque())
        self._times.move_to_end(name)
        while len(self._times) > REMEMBERED:
            self._times.popitem(last=False)
        past = self.clock() - self.seconds
        while times and times[0] < past:
            times.popleft()
        return times


class Logins:
    """How often one may fail to log in: from one place under one name, from one place, and under one name from everywhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.both = Limit(5, 300, clock)
        self.place = Limit(30, 300, clock)
        self.name = Limit(100, 3_600, clock)

    def check(self, address: str, name: str) -> None:
        """Refuses a try. Raises DatelineError `serve.often`."""
        self.both.check(f"{address} {name}")
        self.place.check(address)
        self.name.check(name)

    def failed(self, address: str, name: str) -> None:
        """Counts a try that failed."""
        self.both.count(f"{address} {name}")
        self.place.count(address)
        self.name.count(name)

    def succeeded(self, address: str, name: str) -> None:
        """Forgets what failed before from this place under this name."""
        self.both.forget(f"{address} {name}")


def place_of(address: str | None) -> str:
    """What stands for one who asks: the address, of IPv6 its network."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    return str(ipaddress.ip_network((found, NETWORK), strict=False)) if found.version == 6 else str(found)
