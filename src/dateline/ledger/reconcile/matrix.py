"""Who says what of an incident: a row a source, a column a measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.knowledge.ontology import load
from dateline.ledger.control.voices import Printed, side, speakers
from dateline.ledger.reconcile.account import Account, accounts
from dateline.ledger.reconcile.independence import source
from dateline.records.entry import KeptClaim
from dateline.records.incident import Incident

NOTHING: Final[Mapping[str, Printed]] = {}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One independent source: the names and kinds of its voices, its claims by publication, and its figures by measure."""

    source: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    claims: tuple[KeptClaim, ...]
    figures: Mapping[str, tuple[Account, ...]]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that carry its word."""
        return tuple(dict.fromkeys(c.report for c in self.claims))


@dataclass(frozen=True, slots=True)
class Matrix:
    """The sources of an incident, the first to speak first, and the measures that they give figures of, in the codebook's order."""

    measures: tuple[str, ...]
    rows: tuple[SourceRow, ...]


def matrix(incident: Incident, printed: Mapping[str, Printed] = NOTHING) -> Matrix:
    """Every source of the incident with what it says. `printed` tells whose own voice a report is."""
    told = accounts([incident], printed)
    same = {_raw(a): a.source for a in told}
    by_source: dict[str, list[tuple[KeptClaim, str, str]]] = {}
    parties = {p.name for c in incident.claims for p in c.parties}
    for claim in sorted(incident.claims, key=lambda c: (c.known, c.id)):
        country = claim.places[0].country if claim.places else None
        for voice in speakers(claim, printed):
            key = source(claim, voice, side(voice, country, parties))
            by_source.setdefault(same.get((claim.id, voice.name), key), []).append((claim, voice.name, voice.kind))
    order = [m for m in load().measures if any(a.figure.measure == m for a in told)]
    figures: dict[str, list[Account]] = {}
    for a in told:
        figures.setdefault(a.source, []).append(a)
    return Matrix(tuple(order), tuple(_row(key, some, figures.get(key, ())) for key, some in by_source.items()))


def _raw(account: Account) -> tuple[str, str]:
    return account.claim.id, account.voice.name


def _row(key: str, some: Sequence[tuple[KeptClaim, str, str]], told: Iterable[Account]) -> SourceRow:
    figures: dict[str, list[Account]] = {}
    for a in told:
        figures.setdefault(a.figure.measure, []).append(a)
    claims = {c.id: c for c, _, _ in some}
    names = tuple(dict.fromkeys(name for _, name, _ in some))
    kinds = tuple(dict.fromkeys(kind for _, _, kind in some))
    return SourceRow(key, names, kinds, tuple(claims.values()), {m: tuple(found) for m, found in figures.items()})
