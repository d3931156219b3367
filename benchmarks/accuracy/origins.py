"""Which reports are found to be copies of one story or partial reprints, on invented stories; and what a report costs.

usage: python -m benchmarks.accuracy.origins [--reports 100000]

Pairs are right where both reports print the same agency story. The look-alikes (two attacks in stock phrases, bulletins of one
template, one event in two papers' own words) are wrong wherever they are tied to each other. The second table exchanges words
of each story at random, one in so many, until copies are no longer found. `--reports`: sketches in the ledger while reports are timed.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from dateline.ledger import bulk
from dateline.ledger.entries import Received, drafts
from dateline.ledger.ledger import now
from dateline.ledger.schema import bands, copies, reports
from dateline.ledger.store import Store
from dateline.records import Coded, Document
from ledger.origins.stories import ASIDES, LETTERS, LOOKALIKES, OWN, STORIES, paragraphs, prints

DAY: Final = "2016-12-11"
NEXT: Final = "2016-12-12"
RATES: Final = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)  # share of words exchanged
DRAWS: Final[int] = 8  # edited copies a story and rate
TIMED: Final[int] = 200  # reports that are timed
KEYS: Final[int] = 11  # keys of a synthetic report of some 250 words


def put(store: Store, texts: Iterable[tuple[str, str]], published: str = DAY) -> None:
    """Records reports (name, text), each of an outlet of its own."""
    for name, text in texts:
        document = Document(name, text, published=published, outlet=f"Paper {name}", language="en")
        store.append(drafts(Coded(document, (), (), "benchmark"), Received(), "machine:benchmark"))


def tied(store: Store) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of reports (names) that are one story, and those of which one at least reprints the other."""
    with store.reading() as connection:
        rows = connection.execute(select(reports.c.id, reports.c.name, reports.c.origin)).all()
        linked = connection.execute(select(copies.c.report, copies.c.other)).all()
    names = {row.id: row.name for row in rows}
    one = {pair(a.name, b.name) for a, b in itertools.combinations(rows, 2) if a.origin is not None and a.origin == b.origin}
    return one, one | {pair(names[row.report], names[row.other]) for row in linked}


def pair(one: str, other: str) -> tuple[str, str]:
    """Two names in the order of the alphabet."""
    return (one, other) if one < other else (other, one)


def line(what: str, found: set[Any], right: set[Any]) -> str:
    """A line of the table: precision and recall of the pairs."""
    hits = len(found & right)
    return f"{what:<28} {hits:>4} of {len(right):>4} found, {len(found - right):>3} wrong   P {hits / max(1, len(found)):.3f}  R {hits / max(1, len(right)):.3f}"


def accuracy(store: Store) -> list[str]:
    """Pairs of copies, and pairs of which one reprints a part of the other."""
    made = prints()
    for p in made:  # what reprints a part comes out in the next morning's papers
        put(store, [(p.name, p.text)], NEXT if p.kind == "part" else DAY)
    for number, (one, other) in enumerate(LOOKALIKES):
        put(store, [(f"alike {number}a", one), (f"alike {number}b", other)])
    whole = {
        pair(a.name, b.name) for a, b in itertools.combinations(made, 2) if a.story == b.story and "part" not in (a.kind, b.kind)
    }
    every = {pair(a.name, b.name) for a, b in itertools.combinations(made, 2) if a.story == b.story}
    one, any_tie = tied(store)
    for found in sorted(any_tie - every) + sorted(one - whole):
        print("wrong:", *found, file=sys.stderr)
    for missed in sorted(whole - one) + sorted(every - any_tie):
        print("missed:", *missed, file=sys.stderr)
    return [line("copies of one story", one, whole), line("copies and partial reprints", any_tie, every)]


def parts(place: Path) -> list[str]:
    """How many partial reprints are found, by the number of paragraphs that a paper took into a story of its own."""
    out = []
    for count in (1, 2, 3, 4):
        store, asked = Store.open(place / f"parts-{count}.db", now), 0
        for story in STORIES:
            whole = paragraphs(story)
            put(store, [(f"{story} wire", "\n\n".join(whole))])
            for n in range(len(whole) - count + 1):
                own = [LETTERS[story], *OWN[story], *whole[n : n + count], ASIDES[story]]
                put(store, [(f"{story} {n}", "\n\n".join(own))], NEXT)
                asked += 1
        _, found = tied(store)
        store.close()
        hits = sum(one.endswith("wire") or other.endswith("wire") for one, other in found)
        out.append(f"{count} paragraph{'s' if count > 1 else ' '} reprinted   {hits:>3} of {asked} found")
    return out


def decay(place: Path) -> list[str]:
    """How many edited copies are still found, by the share of words that was exchanged."""
    out = []
    for rate in RATES:
        chance, found, asked = random.Random(4), 0, 0
        store = Store.open(place / f"rate-{rate}.db", now)
        for story, text in STORIES.items():
            words = text.split(" ")
            made = [
                (f"{story} {n}", " ".join(_other(w, chance) if chance.random() < rate else w for w in words)) for n in range(DRAWS)
            ]
            put(store, [(f"{story} wire", text), *made])
            one, _ = tied(store)
            found += sum(pair(f"{story} wire", name) in one for name, _ in made)
            asked += DRAWS
        store.close()
        out.append(f"one word in {f'{1 / rate:.0f}' if rate else 'none':<5} exchanged   {found:>3} of {asked} copies found")
    return out


def _other(word: str, chance: random.Random) -> str:
    return "".join(chance.choice("aeioulnrst") for _ in word) or word


def cost(store: Store, count: int) -> list[str]:
    """Seconds that a report takes, with so many sketches in the ledger."""
    chance = random.Random(4)
    with store.writing() as connection:
        for first in range(0, count, 5_000):
            rows = [
                {"week": (17_000 + seq % 3_650) // 7 + 2, "band": chance.getrandbits(63), "seq": 10_000_000 + seq, "day": 17_000 + seq % 3_650, "alone": False}
                for seq in range(first, min(count, first + 5_000)) for _ in range(KEYS)
            ]  # fmt: skip
            bulk.put(connection, bands, rows)
    texts = list(STORIES.values())
    out = []
    for what, same in (("reports like no other", False), ("copies of a story in print", True)):
        chance, begin = random.Random(9), time.process_time()
        for n in range(TIMED):
            words = texts[n % len(texts)].split(" ")
            text = " ".join(
                words
                if same and n > len(texts)
                else [_other(w, chance).title() if w[:1].isupper() else _other(w, chance) for w in words]
            )
            put(store, [(f"{what} {n}", text)], f"20{10 + n % 7 if not same else 18}-06-11")
        out.append(f"{what:<28} {(time.process_time() - begin) / TIMED * 1000:.2f} ms of CPU a report, {count:,} in the ledger")
    return out


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        store = Store.open(place / "pairs.db", now)
        print("\n".join(accuracy(store)), end="\n\n")
        store.close()
        print("\n".join(parts(place)), end="\n\n")
        print("\n".join(decay(place)), end="\n\n")
        for count in (0, given.reports):
            store = Store.open(place / f"cost-{count}.db", now)
            print("\n".join(cost(store, count)))
            store.close()


if __name__ == "__main__":
    main()
