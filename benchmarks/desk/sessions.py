"""People at the desk: each walks through its pages, and every question of theirs is timed."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from benchmarks.desk.asking import Answer, Call, Caller, call
from benchmarks.desk.page import At, Looked, begun, opening

WALK: Final = (
    "move", "pan", "move", "brush", "moment", "moment", "moment", "incident", "report", "incident",
    "move", "pan", "place", "control", "moment", "queue", "incidents", "sources", "report", "reports", "lineage", "clear",
)  # fmt: skip
MONTHS: Final[int] = 12  # from which incidents are drawn
EACH: Final[int] = 40  # incidents of such a month
ZOOMS: Final = (4.0, 5.5, 7.0, 8.5, 10.0)
SEED: Final[int] = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to look at: days, incidents, reports, and places with their names and where they are."""

    first: date
    last: date
    incidents: tuple[str, ...]
    reports: tuple[str, ...]
    places: tuple[tuple[str, str, float, float], ...]

    def day(self, chance: random.Random) -> date:
        """A day of those that the ledger tells of."""
        return self.first + timedelta(days=chance.randrange((self.last - self.first).days + 1))


def known(host: str, seed: int = SEED) -> Known:
    """Draws what the clients will look at."""
    chance = random.Random(seed)
    with Caller(host) as caller:
        head = caller.get("head", "/api/head").json()
        first, last = (date.fromisoformat(head[f"{end}_published"]) for end in ("first", "last"))
        incidents, reports = [], []
        for _ in range(MONTHS):
            day = first + timedelta(days=chance.randrange((last - first).days + 1))
            asked = call("incidents", "incidents", during=f"{day:%Y-%m}", limit=EACH)
            for found in caller.get(asked.operation, asked.address).json()["items"]:
                incidents.append(found["id"])
                reports += found["reports"]
        held = caller.get("holdings", "/api/holdings?limit=200").json()["items"]
    places = tuple((h["place"], h["name"], h["lat"], h["lon"]) for h in held if h["lat"] is not None)
    return Known(first, last, tuple(dict.fromkeys(incidents)), tuple(dict.fromkeys(reports)), places)


class Person:
    """One client: a window of its own, which remembers what it was told."""

    def __init__(self, host: str, what: Known, number: int) -> None:
        self.what, self.number = what, number
        self.chance = random.Random(f"{SEED} {number}")
        self.caller = Caller(host, tagged=True)
        self.look = Looked()
        self.answers: list[Answer] = []

    def ask(self, calls: list[Call]) -> list[Answer]:
        """Asks at once, and keeps the answers."""
        came = self.caller.all(calls)
        self.answers += came
        return came

    def begin(self) -> None:
        """Opens the page."""
        self.look, more = begun(self.ask(opening()))
        self.ask(more)

    def steps(self, count: int) -> Iterator[str]:
        """The walk: the same steps for all, each beginning at another of them."""
        for n in range(count):
            yield WALK[(n + 7 * self.number) % len(WALK)]

    def do(self, step: str) -> None:
        """Takes a step."""
        if step in ("move", "pan", "brush", "moment", "clear"):
            self._map(step)
        else:
            self.ask(self._page(step))

    def _map(self, step: str) -> None:
        look, chance, here = self.look, self.chance, self.look.at
        assert here is not None
        if step == "move":
            *_, lat, lon = chance.choice(self.what.places)
            at = At(lat, lon, chance.choice(ZOOMS))
            look = replace(look, at=at, cover=at)
        elif step == "pan":  # within what the last answer covers
            w, s, e, n = here.box
            look = replace(look, at=replace(here, lat=here.lat + (n - s) * 0.1, lon=here.lon + (e - w) * 0.1))
        elif step == "brush":
            day = self.what.day(chance)
            look = replace(look, during=f"{day}/{day + timedelta(days=chance.choice((30, 90, 365)))}")
        elif step == "moment":
            day = date.fromisoformat(look.as_of) + timedelta(days=1) if look.as_of else self.what.day(chance)
            look = replace(look, as_of=str(min(day, self.what.last)))
        else:
            look = replace(look, during=None, as_of=None)
        self.look = look
        calls = [] if step == "pan" else [look.map()]
        came = self.ask([*calls, *look.strips(), *([] if step in ("pan", "move") else look.holdings())])
        if listed := look.listed(came):
            self.ask(listed)

    def _page(self, step: str) -> list[Call]:
        """What a page other than the map asks when it is opened, from the moment that the map was left at."""
        chance, as_of = self.chance, self.look.as_of
        incident, report = chance.choice(self.what.incidents), chance.choice(self.what.reports)
        place = chance.choice(self.what.places)
        pages = {
            "incident": [call("incident", f"incidents/{incident}", policy="ucdp"), call("victims", "victims", incident=incident)],
            "report": [call("report", f"reports/{report}")],
            "reports": [call("reports", "reports", as_of=as_of, limit=100)],
            "place": [call("places", "places", q=place[1][:n], limit=20) for n in (3, 5)],
            "control": [call("control of a place", "control", place=place[0], as_of=as_of)],
            "queue": [call("queue", "queue", limit=30)],
            "incidents": [call("incidents", "incidents", as_of=as_of, policy="ucdp", limit=60)],
            "sources": [call("speakers", "speakers", limit=100), call("outlets", "outlets", limit=100)],
            "lineage": [call("origins", "origins", as_of=as_of, limit=50)],
        }  # fmt: skip
        return pages[step]


def _live(person: Person, steps: int, pause: float, start: threading.Barrier) -> None:
    """A whole session; `pause`: seconds between steps, half to one and a half times as many."""
    start.wait()
    time.sleep(person.chance.random() * pause)
    person.begin()
    for step in person.steps(steps):
        time.sleep(pause * (0.5 + person.chance.random()))
        person.do(step)


@dataclass(frozen=True, slots=True)
class Lived:
    """All answers of all clients, and the seconds that it took."""

    answers: tuple[Answer, ...]
    seconds: float


def live(host: str, what: Known, clients: int, steps: int, pause: float) -> Lived:
    """Lets clients walk at once. Each holds a stream of news open, too, as the page does."""
    people = [Person(host, what, n) for n in range(clients)]
    streams = [_stream(host) for _ in people]
    start = threading.Barrier(clients + 1)
    threads = [threading.Thread(target=_live, args=(p, steps, pause, start)) for p in people]
    for thread in threads:
        thread.start()
    start.wait()
    begun_at = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun_at
    for person, stream in zip(people, streams, strict=True):
        person.caller.close()
        stream.close()
    return Lived(tuple(a for p in people for a in p.answers), seconds)


def _stream(host: str) -> socket.socket:
    """The stream of news, opened and left alone."""
    name, _, port = host.partition(":")
    made = socket.create_connection((name, int(port)))
    made.sendall(f"GET /api/stream HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n\r\n".encode())
    return made
