"""Which accounts are one source's word: origins count, and not outlets.

Rules (their names are those of the documentation, docs/how-to/reconcile-figures.md):
    one side        whatever speaks for one party at war (its army, its ministry, its news agency) is one source
    one voice       a named voice is one source in every report that quotes it
    private         persons whose names are withheld are told apart by their statements
    one statement   claims that the ledger found to be one statement (`KeptClaim.origin`) are one source, however each report names
                    the voice; two voices that one report quotes stay two
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.ledger.control.voices import RELAY
from dateline.ledger.entries import fold
from dateline.ledger.origins.classes import classes
from dateline.ledger.privacy import WITHHELD

if TYPE_CHECKING:
    from dateline.ledger.reconcile.account import Account
    from dateline.records.entry import KeptClaim, Voice


def source(claim: KeptClaim, voice: Voice, party: str | None) -> str:
    """What makes accounts one source's word before statements are compared: rules "one side" and "one voice"."""
    if party is not None:
        return f"side:{fold(party)}"
    own = not claim.voices and voice.kind == RELAY  # a paper's own story; a monitor's or a ministry's own page is its voice
    return f"report:{claim.origin or claim.report}" if own or voice.name == WITHHELD else f"voice:{fold(voice.name)}"


def one_source(accounts: Iterable[Account]) -> Mapping[str, str]:
    """The source that stands for each, by rule "one statement"; those that stand for themselves are left out."""
    found: dict[str, str] = {}
    for some in classes(_pairs(sorted(accounts, key=lambda a: a.rank))):
        stands = min(some, key=lambda s: (s.startswith("report:"), not s.startswith("side:"), s))
        found.update({s: stands for s in some if s != stands})
    return found


def _pairs(accounts: list[Account]) -> Iterator[tuple[str, str]]:
    """Sources with one statement between them, told by different reports."""
    first: dict[str, Account] = {}
    beside: dict[str, set[str]] = {}
    for a in accounts:
        beside.setdefault(a.claim.report, set()).add(a.source)
    for a in accounts:
        if a.claim.origin is None:
            continue
        same = first.setdefault(a.claim.origin, a)
        both = {same.source, a.source}
        if len(both) > 1 and not both <= beside[a.claim.report] and not both <= beside[same.claim.report]:
            yield same.source, a.source
