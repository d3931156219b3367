"""Synthetic reports with their claims: report N of a world is the same whoever asks for it, so that a run can stop and go on.

They are built as the coder's own records and pass through the ledger's own `drafts`, so that their entries have the shape and
the length of real ones: some 250 words a report, five claims on average (2 to 8), 1.8 kB a claim.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from benchmarks.ledger.world import KINDS, MEASURES, VERBS, WEIGHTS, WORDS, Land, Town, World
from dateline.ledger.entries import Received, drafts
from dateline.records import (
    Basis,
    Claim,
    Coded,
    ControlChange,
    Document,
    Event,
    Holding,
    HowMany,
    Numbers,
    Source,
    Span,
    When,
    Where,
    Who,
)
from dateline.records.entry import Draft

AUTHOR: Final = "machine:synthetic 1"
FIRST: Final = datetime(2014, 1, 1, tzinfo=UTC)
MINUTES: Final[float] = 25.0  # from one report to the next: 200,000 fill nine and a half years
LATE: Final[float] = 0.1  # share of reports that come in at another time than in the order of their dates
CONTROL: Final[float] = 0.03  # share of acts by which a place changes hands
HOLDING: Final[float] = 0.05  # share of reports that tell who holds a place
PERSON: Final[float] = 0.02  # share of acts against a person who is named
REPRINTED: Final[float] = 0.08  # share of reports that reprint one of the NEAR before them
NEAR: Final[int] = 150  # reports: two and a half days
SILENT: Final[float] = 0.5  # share of claims that the outlet makes itself
TYPES: Final = ("armed_clash", "air_strike", "shelling")
TAKEN: Final = ("government_regains_territory", "non_state_actor_overtakes_territory")
COUNTS: Final = (2, 3, 4, 5, 6, 7, 8)  # claims of a report: each as often as the others, five on average
LENGTH: Final = (150, 350)  # words of a report's text


class Page:
    """A text while it is written: puts words down and tells where they stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0

    def put(self, words: str) -> Span:
        """Writes the words; where they stand."""
        begin = self.at
        self.parts.append(words)
        self.at += len(words)
        return Span(begin, self.at)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)


class Story:
    """One report while it is made."""

    def __init__(self, world: World, index: int, seed: int) -> None:
        self.world, self.index = world, index
        self.chance = random.Random(seed * 1_000_003 + index)
        self.land: Land = self.chance.choice(world.lands)
        self.page = Page()
        late = self.chance.random() < LATE
        minutes = MINUTES * (self.chance.randrange(index + 1) if late else index)
        self.at = FIRST + timedelta(minutes=minutes)
        self.number = 0  # of acts and claims made so far
        self.banks = {"N": WORDS["nouns"], "A": WORDS["adjectives"], "V": WORDS["verbs"], "Q": world.quarters, "P": world.persons}

    def coded(self) -> Coded:
        """The report, coded."""
        chance, page = self.chance, self.page
        title = self.title()
        wanted, events = COUNTS[(self.index * 3 + self.index // len(COUNTS)) % len(COUNTS)], []
        holdings = (self.holding(),) if chance.random() < HOLDING else ()
        wanted -= len(holdings)
        while wanted > 0:
            count = min(wanted, chance.choice((1, 1, 2, 2, 3)))
            events.append(self.event(count))
            wanted -= count
            self.filler(1 + chance.randrange(3))
        length = chance.randint(*LENGTH)
        while page.at < length * 6:
            self.filler(1)
        published = self.at.strftime("%Y-%m-%dT%H:%MZ" if chance.random() < 0.4 else "%Y-%m-%d")
        document = Document(
            id=f"synthetic-{self.index}", text=page.text, title=title, published=published, outlet=chance.choice(self.world.outlets),
            language="en", url=f"https://example.org/{self.index}", given=("title", "published", "outlet", "url"),
        )  # fmt: skip
        return Coded(document, tuple(events), holdings, "synthetic 1")

    def title(self) -> str:
        """The headline, which is the text's first line."""
        words = f"{self.chance.choice(self.land.sides)} reports fighting near {self.land.town(self.chance).name}"
        self.page.put(words + "\n\n")
        return words

    def filler(self, sentences: int) -> None:
        """Sentences that claim nothing, of words drawn anew each time: no two reports share them, as no two newsrooms do."""
        for _ in range(sentences):
            words = self.chance.choice(WORDS["sentences"]).split(" ")
            self.page.put(" ".join(map(self.word, words)) + ". ")

    def word(self, sign: str) -> str:
        """A word of a sentence: what the sign stands for, or itself."""
        head, tail = (sign[:-1], ",") if sign.endswith(",") else (sign, "")
        if head == "D":
            return f"{self.chance.randrange(2, 400)}{tail}"
        bank = self.banks.get(head)
        return f"{self.chance.choice(bank)}{tail}" if bank else sign

    def event(self, count: int) -> Event:
        """An act with `count` claims: the first sentence tells it, the others give other figures for it."""
        chance, page = self.chance, self.page
        taken = chance.random() < CONTROL
        type = chance.choice(TAKEN if taken else TYPES)
        town, (winner, loser) = self.land.town(chance), chance.sample(self.land.sides, 2)
        begin = page.at
        initiator = self.who(winner)
        trigger = page.put(" " + chance.choice(VERBS[type]))
        page.put(" ")
        targets = (self.who(loser), *((self.person(),) if chance.random() < PERSON else ()))
        page.put(f" near {chance.choice(WORDS['targets'])} in the {chance.choice(self.world.quarters)} quarter of ")
        place, when = self.where(town), self.when()
        quantities = self.figure()
        page.put(f" {chance.choice(WORDS['manners'])}")
        claims = [self.claim(begin, trigger, quantities)]
        for _ in range(count - 1):
            begin = page.at
            trigger = page.put("The toll")
            page.put(f" of the attack on {town.name} rose")
            claims.append(self.claim(begin, trigger, self.figure()))
        change = (ControlChange(town.name, loser, winner, chance.choice(("whole", "whole", "part"))),) if taken else ()
        basis = Basis("stated", "neural.trigger", (trigger,), 0.9)
        return Event(
            self.id(), type, None, "event", (initiator,), targets, (), (), (place,), when, change, tuple(claims), basis
        )  # fmt: skip

    def holding(self) -> Holding:
        """A sentence that tells who holds a place."""
        begin, page = self.page.at, self.page
        holder = self.who(self.chance.choice(self.land.sides))
        trigger = page.put(" remained in control of")
        page.put(" ")
        place = self.where(self.land.town(self.chance))
        return Holding(place, holder, "whole", self.when(), (self.claim(begin, trigger, ()),))

    def who(self, name: str) -> Who:
        """A side, written down."""
        span = self.page.put(name)
        return Who(name, span, Basis("stated", "actors.name", (span,)))

    def person(self) -> Who:
        """Somebody known by a personal name alone, who is private."""
        self.page.put(" and ")
        span = self.page.put(self.chance.choice(self.world.persons))
        return Who(self.page.parts[-1], span, Basis("stated", "actors.person", (span,)))

    def where(self, town: Town) -> Where:
        """A place, written down."""
        span = self.page.put(town.name)
        basis = Basis("stated", "place.gazetteer", (span,), 0.9)
        precision = self.chance.choice((1, 1, 1, 2))
        return Where(town.name, precision, span, basis, town.number, town.lat, town.lon, town.country, town.admin1)

    def when(self) -> When:
        """A day of the week before the report, now and then a month."""
        self.page.put(" ")
        day = self.at - timedelta(days=self.chance.choice((0, 0, 1, 1, 2, 3, 5)))
        month = self.chance.random() < 0.1
        span = self.page.put(day.strftime("in %B" if month else "on %A"))
        basis = Basis("stated", "time.month" if month else "time.weekday", (span,))
        return When(day.strftime("%Y-%m" if month else "%Y-%m-%d"), "month" if month else "day", span, basis)

    def figure(self) -> tuple[HowMany, ...]:
        """A figure, in two claims of three."""
        chance = self.chance
        if chance.random() < 1 / 3:
            return ()
        measure = chance.choice(tuple(MEASURES))
        verb, unit, group = MEASURES[measure]
        number = float(int(chance.paretovariate(0.9)) * chance.choice((1, 2, 3, 5)) % 5_000 + 1)
        vague = chance.random() < 0.2
        self.page.put(f", {verb} ")
        span = self.page.put(f"{'more than ' if vague else ''}{number:.0f} {group}")
        numbers = Numbers(number + vague, None if vague else number, None if vague else number, "gt" if vague else None)
        return (HowMany(span, measure, unit, group, numbers, Basis("stated", "quantities.words", (span,), 0.95)),)

    def claim(self, begin: int, trigger: Span, quantities: tuple[HowMany, ...]) -> Claim:
        """Ends the sentence with who says so; the claim is what it says from `begin` on."""
        sources = self.sources()
        quote = Span(begin, self.page.at)
        self.page.put(". ")
        status = self.chance.choice(("happened",) * 16 + ("confirmed", "ongoing", "denied", "doubted"))
        return Claim(self.id(), quote, trigger, sources, status, quantities, Basis("stated", "neural.trigger", (trigger,), 0.9))

    def sources(self) -> tuple[Source, ...]:
        """Who says so: nobody but the outlet, or one voice."""
        chance = self.chance
        if chance.random() < SILENT:
            return ()
        (kind,) = chance.choices(KINDS, WEIGHTS)
        name = chance.choice(self.world.persons) if kind == "witness" else chance.choice(self.land.voices[kind] or ("sources",))
        self.page.put(", ")
        span = self.page.put(name)
        self.page.put(" said")
        return (Source(name, kind, span, Basis("stated", "attribution.cue", (span,), 0.9)),)

    def id(self) -> str:
        """The next id of an act or a claim, as long as the coder's."""
        self.number += 1
        return f"{self.index:010x}{self.number:06x}"


def reprint(coded: Coded, index: int, chance: random.Random, world: World) -> Coded:
    """The report as another outlet prints it some hours later under its own headline, one in three cut behind its last claim."""
    document = coded.document
    claims = [c for e in coded.events for c in e.claims] + [c for h in coded.holdings for c in h.claims]
    text = document.text[: max(c.quote.end for c in claims) + 1] if chance.random() < 1 / 3 else document.text
    at = FIRST + timedelta(minutes=MINUTES * index)
    other = replace(
        document, id=f"synthetic-{index}", text=text, published=at.strftime("%Y-%m-%dT%H:%MZ"), outlet=chance.choice(world.outlets),
        url=f"https://example.org/{index}",
    )  # fmt: skip
    return replace(coded, document=other)


def report(world: World, index: int, seed: int) -> tuple[list[Draft], dict[str, tuple[str, bytes]]]:
    """Report `index` of a world as `Store.append` takes it: its drafts, and its original by SHA-256."""
    chance = random.Random(f"reprint {seed} {index}")
    first = index - chance.randint(1, NEAR) if chance.random() < REPRINTED else index
    coded = Story(world, first if first >= 0 else index, seed).coded()
    if 0 <= first < index:
        coded = reprint(coded, index, chance, world)
    received = Received(coded.document.text.encode("utf-8"), "text/plain")
    assert received.sha256 is not None and received.body is not None
    return drafts(coded, received, AUTHOR), {received.sha256: ("text/plain", received.body)}


def batches(world: World, seed: int, claims: int, size: int) -> Iterator[tuple[list[Draft], dict[str, tuple[str, bytes]]]]:
    """Reports in batches of `size` whole ones, until `claims` claims are made."""
    made: list[Draft] = []
    bodies: dict[str, tuple[str, bytes]] = {}
    total = index = 0
    while total < claims:
        more, body = report(world, index, seed)
        index, total = index + 1, total + len(more) - 1
        made += more
        bodies |= body
        if index % size == 0 or total >= claims:
            yield made, bodies
            made, bodies = [], {}
