"""The decisions that one keystroke takes on what waits, each as the calls of the desk's API that record it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from dateline.ledger.privacy import withheld, withhold
from dateline.ledger.questions.waiting import LeftWord
from dateline.records.entry import KeptClaim, Spot
from dateline.review.queue import Call, Candidate, Decision

POST: Final = "POST"
RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"
PICKED: Final = "123456789"  # keys of the candidates, in their order


def link_decisions(left: str, right: str) -> tuple[Decision, ...]:
    """Whether two events tell of one act."""

    def judged(verdict: str) -> tuple[Call, ...]:
        return (Call(POST, "/api/links", {"left": left, "right": right, "verdict": verdict}),)

    return (
        Decision("s", "Same act", judged("same")), Decision("d", "Different acts", judged("different")),
        Decision("u", "Cannot be told", judged("unsure")),
    )  # fmt: skip


def claim_decisions(claims: Sequence[str]) -> tuple[Decision, ...]:
    """Whether claims are coded as their reports have them."""

    def judged(verdict: str) -> tuple[Call, ...]:
        return tuple(Call(POST, f"/api/claims/{id}/judgements", {"verdict": verdict}) for id in claims)

    return (
        Decision("y", "Coded as the report has it", judged(RIGHT)), Decision("n", "Not what the report says", judged(WRONG)),
        Decision("u", "Cannot be settled", judged(UNSURE)),
    )  # fmt: skip


def clash_decisions(claims: Sequence[str]) -> tuple[Decision, ...]:
    """Whether claims that cannot all be true are rightly coded, and do clash; else which of them is not."""
    right, *_ = claim_decisions(claims)
    wrong = (
        Decision(key, f"Claim {key} is not what its report says", (Call(POST, f"/api/claims/{id}/judgements", {"verdict": WRONG}),))
        for key, id in zip(PICKED, claims, strict=False)
    )
    return Decision("y", "All are rightly coded: they do clash", right.calls), *wrong


def place_decisions(claims: Sequence[KeptClaim], key: str, candidates: Sequence[Candidate]) -> tuple[Decision, ...]:
    """Which of the candidates is meant; the one that was chosen is confirmed, another is put in its place.

    The claims hold the names of private persons. A place that is called after one can only be confirmed: the call would name it.
    """
    right, _, unsure = claim_decisions([c.id for c in claims])
    out = [Decision("y", "It is where it was put", right.calls)]
    if any(withheld(c).places != c.places for c in claims):
        return (*out, unsure)
    for number, candidate in zip(PICKED, candidates, strict=False):
        where = ", ".join(w for w in (candidate.name, candidate.admin1, candidate.country) if w)
        calls = right.calls if candidate.chosen else tuple(_moved(c, key, candidate) for c in claims)
        out.append(Decision(number, where, calls))
    return (*out, unsure)


def _moved(claim: KeptClaim, key: str, candidate: Candidate) -> Call:
    places = [_spot(s) if s.key != key else {**_spot(s), **_candidate(candidate)} for s in claim.places]
    return Call(POST, f"/api/claims/{claim.id}/corrections", {"field": "places", "value": places})


def _spot(s: Spot) -> dict[str, Any]:
    return {
        "name": s.name, "geonames_id": s.geonames_id, "lat": s.lat, "lon": s.lon, "country": s.country, "admin1": s.admin1,
        "precision": s.precision, "text": s.words,
    }  # fmt: skip


def _candidate(c: Candidate) -> dict[str, Any]:
    return {"name": c.name, "geonames_id": c.geonames_id, "lat": c.lat, "lon": c.lon, "country": c.country, "admin1": c.admin1}


def names_somebody(word: LeftWord, claims: Sequence[KeptClaim]) -> bool:
    """Whether a correction holds the name of a private person, as the claims have them."""
    told = json.dumps(word.value, ensure_ascii=False)
    names = [n for c in claims for n in c.private]
    return word.field == "private" or (bool(names) and withhold(told, names) != told)


def left_decisions(word: LeftWord, claims: Sequence[KeptClaim]) -> tuple[Decision, ...]:
    """Whether what was said of a claim that is gone holds for the one that took its place (`claims`, with private names).

    A correction that names a private person is made anew by hand: the call would name them.
    """
    dropped = Call(POST, f"/api/entries/{word.seq}/undo", {"reason": "its claim is gone"})
    drop = Decision("x", "It is moot: take it back", (dropped,))
    if word.successor is None or names_somebody(word, claims):
        return (drop,)
    told = {"field": word.field, "value": word.value} if word.field else {"verdict": word.verdict}
    path = f"/api/claims/{word.successor}/{'corrections' if word.field else 'judgements'}"
    return Decision("a", "It holds for the claim of today, too", (Call(POST, path, told), dropped)), drop
