"""A small ledger for tests of the desk: four reports about one town, told by hand, one of them hostile."""

from __future__ import annotations

from typing import Any, Final

from dateline.ingest import add
from dateline.ledger import Ledger
from dateline.records import Received

TOWN: Final = {
    "name": "Palmyra", "geonames_id": 163808, "lat": 34.5624, "lon": 38.28402, "country": "SY", "admin1": "Homs", "precision": 1,
}  # fmt: skip
PROVINCE: Final = {
    "name": "Homs Governorate", "geonames_id": 169575, "lat": 34.25, "lon": 38.0, "country": "SY", "precision": 4,
}  # fmt: skip
PRIVATE: Final = "Salma Idris"
HOSTILE: Final = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnihton\u202c javascript:alert(3)"

FALL: Final[dict[str, Any]] = {
    "id": "fall", "title": "Islamic State retakes Palmyra", "published": "2016-12-11", "outlet": "Gulf Coast Daily", "language": "en",
    "text": "Islamic State fighters took Palmyra on Sunday, the Observatory said. More than 40 soldiers were killed.",
    "events": [
        {
            "type": "non_state_actor_overtakes_territory", "initiators": [{"name": "Islamic State", "text": "Islamic State", "start": 0, "end": 13}],
            "targets": ["Government of Syria"], "when": "2016-12-11",
            "places": [{**TOWN, "text": "Palmyra", "start": 28, "end": 35}],
            "control": [{"place": "Palmyra", "from": "Government of Syria", "to": "Islamic State"}],
            "claims": [
                {
                    "words": "Islamic State fighters took Palmyra on Sunday, the Observatory said",
                    "source": [{"name": "Syrian Observatory for Human Rights", "kind": "monitor", "text": "the Observatory", "start": 47, "end": 62}],
                },
                {
                    "words": "More than 40 soldiers were killed",
                    "quantities": [
                        {"measure": "killed", "group": "combatants:Government of Syria", "low": 41, "best": 41, "high": None, "text": "More than 40 soldiers", "start": 69, "end": 90}
                    ],
                },
            ],
        }
    ],
}  # fmt: skip
DENIAL: Final[dict[str, Any]] = {
    "id": "denial", "title": "Army denies it", "published": "2016-12-12", "outlet": "Orontes Courier", "language": "en",
    "text": f"The army denied that Palmyra had fallen. {PRIVATE}, a teacher in the town, said that strikes hit Homs province in early December.",
    "events": [
        {
            "type": "non_state_actor_overtakes_territory", "initiators": ["Islamic State"], "when": "2016-12-11", "places": [TOWN],
            "control": [{"place": "Palmyra", "from": "Government of Syria", "to": "Islamic State"}],
            "claims": [
                {
                    "words": "The army denied that Palmyra had fallen", "status": "denied",
                    "source": [{"name": "Government of Syria", "kind": "belligerent"}],
                }
            ],
        },
        {
            "type": "air_strike", "initiators": ["Government of Russia"], "when": "2016-12-01/2016-12-05", "places": [PROVINCE],
            "claims": [
                {
                    "words": f"{PRIVATE}, a teacher in the town, said that strikes hit Homs province in early December",
                    "source": [{"name": PRIVATE, "kind": "witness", "text": PRIVATE, "start": 41, "end": 52}],
                }
            ],
        },
    ],
}  # fmt: skip
AFTER: Final[dict[str, Any]] = {
    "id": "after", "title": "Army retakes Palmyra", "published": "2017-03-02", "outlet": "Gulf Coast Daily", "language": "en",
    "text": "The army said that it had retaken Palmyra. A campaign of strikes has gone on since September 2015.",
    "events": [
        {
            "type": "government_regains_territory", "initiators": ["Government of Syria"], "targets": ["Islamic State"],
            "when": "2017-03-02", "places": [TOWN], "control": [{"place": "Palmyra", "from": "Islamic State", "to": "Government of Syria"}],
            "claims": [
                {"words": "The army said that it had retaken Palmyra", "source": [{"name": "Government of Syria", "kind": "belligerent"}]}
            ],
        },
        {
            "type": "air_strike", "scope": "campaign", "initiators": ["Government of Russia"], "when": "2015-09/..",
            "places": [{"name": "Syria", "country": "SY", "precision": 6}],
            "claims": [{"words": "A campaign of strikes has gone on since September 2015"}],
        },
    ],
}  # fmt: skip
EVIL: Final[dict[str, Any]] = {
    "id": HOSTILE, "title": HOSTILE, "published": "2016-12-20", "outlet": HOSTILE, "url": "javascript:alert(4)", "language": "en",
    "text": f"{HOSTILE} A blast hit Tadmur.",
    "events": [
        {
            "type": "remote_explosive", "initiators": [HOSTILE], "when": "2016-12-19", "places": [{**TOWN, "text": "Tadmur"}],
            "claims": [{"words": HOSTILE, "source": [{"name": HOSTILE, "kind": "unknown"}]}],
        }
    ],
}  # fmt: skip
RECORDS: Final = (FALL, DENIAL, AFTER, EVIL)


def tell(ledger: Ledger, author: str = "person:ada") -> dict[str, str]:
    """Records the reports; returns their ids by the names they came with."""
    ids = {}
    for record in RECORDS:
        body = record["text"].encode()
        kept = add(ledger.store, record, author, Received(body, "text/html", None, "test") if record is EVIL else None)
        ids[record["id"]] = kept.report  # type: ignore[union-attr]
    ledger.link()
    return ids
