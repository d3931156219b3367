"""What of a ledger waits for a person, gathered and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dateline.knowledge import gazetteer
from dateline.ledger import Ledger
from dateline.ledger.privacy import withheld
from dateline.ledger.questions import rows
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.waiting import LeftWord, OpenClaim, claims_of, left_words, open_among, unseen_of
from dateline.records.entry import KeptClaim, Spot
from dateline.records.incident import Contradiction, EventLink
from dateline.review import deciding
from dateline.review.queue import (
    FIGURE,
    LEFT,
    Candidate,
    Item,
    Left,
    claim_doubt,
    clash_doubt,
    is_unsure,
    link_doubt,
    numbers_of,
    ordered,
    place_doubt,
    stakes_of,
)  # fmt: skip
from dateline.review.rivals import SHOWN, Names, rivals_of
from dateline.review.suspects import Suspects

LINKS: Final[int] = 300  # links that are gathered at once, the surest of the unsure
CLASHES: Final[int] = 200  # contradictions, of the first days of the record on
WORDS: Final[int] = 80  # characters of words in a sentence
CONFLICTS: Final = {
    "figures": "Figures that cannot all be true", "control": "Who holds the place", "denial": "Claimed and denied", "culprit": "Who did it",
}  # fmt: skip
GONE: Final = {
    "correction.orphan": "The claim is gone since its report was coded again.",
    "correction.conflict": "The claim that took its place says otherwise.",
    "judgement.orphan": "The claim is gone since its report was coded again.",
    "judgement.superseded": "The report was coded again, and the claim is another.",
}  # why a word waits, by its mark


def waiting(record: Ledger, names: Names, suspects: Suspects) -> tuple[Item, ...]:
    """All that waits, the least sure and most consequential first; private persons' names withheld.

    Of claims, those among the `suspects`, which know them once they have walked through the ledger.
    """
    return ordered(item for some in gathered(record, names, suspects) for item in some)


def gathered(record: Ledger, names: Names, suspects: Suspects) -> Iterator[list[Item]]:
    """What waits, part by part, in no order: each part takes a moment, so that a desk can do other work between them."""
    record.link()
    with record.store.reading() as connection:
        newest, words = open_among(connection, suspects.ids), left_words(connection)
    yield [*_left(record, words), *_claims(newest)]
    yield list(_places(newest, names))
    yield list(_links(record, record.unsure_links(limit=LINKS)))
    mark, room = None, CLASHES
    while room > 0:
        clashes, mark = record.clashes_after(mark)
        yield list(_conflicts(record, clashes[:room]))
        room -= len(clashes)
        if mark is None:
            return


def _kept(record: Ledger, ids: Iterable[str]) -> Mapping[str, KeptClaim]:
    with record.store.reading() as connection:
        return {id: withheld(c) for id, c in standing(connection, list(dict.fromkeys(ids))).items()}


def _links(record: Ledger, links: Sequence[EventLink]) -> Iterator[Item]:
    with record.store.reading() as connection:
        told = claims_of(connection, sorted({e for k in links for e in (k.left, k.right)}))
    known = _kept(record, (id for ids in told.values() for id in ids))
    for k in links:
        sides = [[known[id] for id in told.get(e, ()) if id in known] for e in (k.left, k.right)]
        if not all(sides):
            continue
        claims = [c for pair in zip(*_evened(sides), strict=True) for c in pair if c is not None]
        yield Item(
            f"link:{k.left}|{k.right}", "link", "One act or two?", _link_reason(k), link_doubt(k.score), stakes_of(claims),
            (f"link:{k.left}|{k.right}",), tuple(c.id for c in claims), (k.left, k.right),
            tuple(dict.fromkeys(c.report for c in claims)), None, deciding.link_decisions(k.left, k.right), link=k,
        )  # fmt: skip


def _evened(sides: Sequence[Sequence[KeptClaim]]) -> list[list[KeptClaim | None]]:
    """Lists made equally long: a claim of one, a claim of the other, in turn."""
    most = max(map(len, sides))
    return [[*side, *([None] * (most - len(side)))] for side in sides]


def _link_reason(k: EventLink) -> str:
    on, against = (next((r.sentence for r in k.reasons if sign * r.weight > 0), None) for sign in (1, -1))
    why = ", but ".join(w for w in (on, against) if w) or "little is told"
    return f"The accounts may tell of one act (score {k.score:.2f}): {why}."


def _conflicts(record: Ledger, clashes: Iterable[Contradiction]) -> Iterator[Item]:
    found = list(clashes)
    known = _kept(record, (id for c in found for id in c.claims))
    with record.store.reading() as connection:
        unseen = unseen_of(connection, known)
    for c in found:
        claims = [known[id] for id in c.claims if id in known]
        if not unseen.intersection(c.claims):
            continue  # somebody has looked at all of them
        figures = [n for x in claims for n in numbers_of(x, FIGURE)] or [n for x in claims for n in numbers_of(x)]
        ids = tuple(x.id for x in claims)
        yield Item(
            f"conflict:{c.kind}:{c.incident}:{'+'.join(sorted(id[:8] for id in ids))}", "conflict", CONFLICTS[c.kind], c.sentence,
            clash_doubt(c.kind, figures), stakes_of(claims), ids, ids, tuple(dict.fromkeys(x.event for x in claims)),
            tuple(dict.fromkeys(x.report for x in claims)), c.incident, deciding.clash_decisions(ids), contradiction=c,
        )  # fmt: skip


def _places(newest: Sequence[OpenClaim], names: Names) -> Iterator[Item]:
    """Places that may be others, each once for a report."""
    groups: dict[tuple[str, str], list[tuple[KeptClaim, Spot, float | None]]] = {}
    for o in newest:
        for number, spot in enumerate(o.claim.places[:1]):
            score = o.places[number] if number < len(o.places) else None
            groups.setdefault((o.claim.report, spot.key), []).append((o.claim, spot, score))
    for (report, key), some in groups.items():
        claims, spot = [c for c, _, _ in some], some[0][1]
        told = next((withheld(c).places[0] for c in claims), spot)
        score = min((s for _, _, s in some if s is not None), default=None)
        rivals, chosen = rivals_of(spot, names)
        doubt = place_doubt(len(rivals), score, chosen is not None)
        if doubt <= 0:
            continue
        candidates = tuple(_candidate(c, c is chosen) for c in ([chosen] if chosen else []) + list(rivals))[:SHOWN]
        ids = tuple(c.id for c in claims)
        yield Item(
            f"place:{report}:{key}", "place", f"Where is {rows.spot(told)}?", _place_reason(told, rivals, score, chosen), doubt,
            stakes_of(claims), ids, ids, tuple(dict.fromkeys(c.event for c in claims)), (report,), None,
            deciding.place_decisions(claims, key, candidates), candidates=candidates,
        )  # fmt: skip


def _candidate(c: gazetteer.Candidate, chosen: bool) -> Candidate:
    key = f"gn:{c.geonames_id}" if c.geonames_id is not None else f"place:{c.id}"
    return Candidate(key, c.common or c.name, c.country, c.admin1, c.lat, c.lon, c.geonames_id, c.population, chosen)


def _place_reason(
    spot: Spot, rivals: Sequence[gazetteer.Candidate], score: float | None, chosen: gazetteer.Candidate | None
) -> str:
    named = f"“{spot.name}”"
    where = ", ".join(w for w in (spot.name, spot.admin1, spot.country) if w)
    if chosen is None:
        put = f"{named} was put nowhere on the map{f' (country {spot.country})' if spot.country else ''}"
        return f"{put}; the gazetteer has {_counted(rivals)} of that name." if rivals else f"{put} (score {score or 0:.2f})."
    if not rivals:
        return f"{named} was read as {where} with a score of {score or 0:.2f} only."
    return f"{named} was read as {where}; the gazetteer has {_counted(rivals)} more of that name that it may be."


def _counted(places: Sequence[object]) -> str:
    return f"{len(places)} place{'' if len(places) == 1 else 's'}"


def _left(record: Ledger, words: Sequence[LeftWord]) -> Iterator[Item]:
    with record.store.reading() as connection:
        known = standing(connection, list(dict.fromkeys(w.successor or w.claim for w in words)))
    for w in words:
        claims = [known[id] for id in (w.successor or w.claim,) if id in known]
        who = w.author.partition(":")[2]
        said = f"corrected {w.field}" if w.field else f"judged the claim {w.verdict}"
        yield Item(
            f"correction:{w.seq}", "correction", "A word without its claim", f"{who} {said}. {GONE.get(w.why, w.why)}", LEFT,
            stakes_of(claims), (f"entry:{w.seq}",), tuple(c.id for c in claims), tuple(c.event for c in claims),
            tuple(c.report for c in claims), None, deciding.left_decisions(w, claims),
            left=Left(w.seq, w.author, w.field, None if deciding.names_somebody(w, claims) else w.value, w.verdict, w.why),
        )  # fmt: skip


def _claims(newest: Sequence[OpenClaim]) -> Iterator[Item]:
    for c in (withheld(o.claim) for o in newest if is_unsure(o.claim.author, o.claim.score)):
        words = c.words if len(c.words) <= WORDS else f"{c.words[: WORDS - 1]}…"
        sure = "The coder gave it no score" if c.score is None else f"The coder gave it a score of {c.score:.2f}"
        yield Item(
            f"claim:{c.id}", "claim", "Is this rightly coded?",
            f"{sure}: {c.type.replace('_', ' ')}, {c.status}, “{words}”.",
            claim_doubt(c.author, c.score), stakes_of([c]), (c.id,), (c.id,), (c.event,), (c.report,), None, deciding.claim_decisions([c.id]),
        )  # fmt: skip
