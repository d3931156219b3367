"""Small ledgers for tests: reports with a few claims each, and what people do to them, from seeds."""

from __future__ import annotations

import contextlib
import random
from typing import Any

from dateline.errors import DatelineError
from dateline.ledger.amending import correct, judge, undo, withdraw
from dateline.ledger.entries import Received, drafts
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.records import Coded, Document
from dateline.records.entry import Draft
from reports import TEXT, coded

PLACES = ("Palmyra", "Raqqa", "Mosul", "Sukhnah")


def report(number: int, name: str | None = None) -> Coded:
    """Report N: three claims in two acts and a holding, from hand-made records."""
    base = coded(Document(name or f"report-{number}", TEXT, published=f"2016-12-{1 + number % 28:02d}", outlet=f"Paper {number}"))
    act = base.events[0]
    return base if number % 2 else Coded(base.document, (act,), (), base.coder)


def drafted(number: int, name: str | None = None) -> list[Draft]:
    """The entries of report N."""
    return drafts(report(number, name), received(number), "machine:dateline test")


def received(number: int) -> Received:
    """How report N came in."""
    return Received(f"bytes of report {number}".encode(), "text/plain", None, "dateline test")


def bodies(number: int) -> dict[str, tuple[str, bytes]]:
    """The original of report N."""
    came = received(number)
    assert came.body is not None and came.sha256 is not None
    return {came.sha256: ("text/plain", came.body)}


def fill(store: Store, count: int, seed: int = 0) -> list[Draft]:
    """Records reports 0 to `count` in an order that the seed gives; returns their entries."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    made = []
    for number in order:
        made += drafted(number)
        store.append(drafted(number), bodies(number))
    return made


def live(store: Store, *subjects: str) -> list[str]:
    """The claims of a list that are neither withdrawn nor redacted."""
    from sqlalchemy import select

    from dateline.ledger.schema import claims

    with store.reading() as connection:
        found = set(connection.scalars(select(claims.c.id).where(claims.c.ended.is_(None))))
    return [s for s in subjects if s in found]


def shake(store: Store, claims: list[str], seed: int, steps: int) -> None:
    """People correct, judge, withdraw, undo and redact at random, as the seed has it."""
    chance = random.Random(seed)
    amended: list[int] = []
    for _ in range(steps):
        left = live(store, *claims)
        if not left:
            return
        claim, act = chance.choice(left), chance.choice(("correct", "correct", "judge", "withdraw", "undo", "redact"))
        if act == "correct":
            field, value = chance.choice(_values(chance))
            amended.append(correct(store, claim, field, value, "person:Ada").seq)
        elif act == "judge":
            amended.append(judge(store, claim, chance.choice(("right", "wrong")), "person:Ben").seq)
        elif act == "withdraw":
            withdraw(store, claim, "person:Ada", successor=chance.choice([None, *(c for c in left if c != claim)]))
        elif act == "undo" and amended:
            with contextlib.suppress(DatelineError):  # one that was redacted along with its claim
                undo(store, amended.pop(chance.randrange(len(amended))), "person:Ben")
        elif act == "redact" and chance.random() < 0.4:
            redact(store, what_holds(store, claim), "person:Ada")


def _values(chance: random.Random) -> list[tuple[str, Any]]:
    where = chance.choice(({}, {"lat": 34.5, "lon": 38.2}, {"lat": 35.5, "lon": 38.2}))
    place = {"name": chance.choice(PLACES), "country": "SY", **where}
    return [
        ("type", chance.choice(("shelling", "attack"))),
        ("places", [place]),
        ("targets", [chance.choice(("Islamic State", "Amna Darwish"))]),
        ("control", [{"place": "Palmyra", "from": None, "to": "Islamic State"}]),
        ("when", "2016-12"),
        ("private", ["Syrian rebels"]),
    ]
