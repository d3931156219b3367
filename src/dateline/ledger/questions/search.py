"""The search for words: claims whose words, places or sides hold all that was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Final

from sqlalchemy import BigInteger, Connection, false, func, literal, literal_column, select, text

from dateline.ledger.entries import fold
from dateline.ledger.index import searched
from dateline.ledger.privacy import withheld
from dateline.ledger.questions import rows
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import look_up
from dateline.ledger.questions.filters import APART, Condition
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.walk import MOST, Demand, Step, walk
from dateline.ledger.schema import claims
from dateline.ledger.search import Query, matching, number
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim

RARE: Final = {"sqlite": 20_000, "postgresql": 10_000}  # claims that hold the words, up to which all are read and sorted
COMMON: Final[int] = 120_000  # claims that hold the words, up to which SQLite makes a list of them
ENDINGS: Final = re.compile(r"(?<=...)(?:ings?|edly|ed|es|s|ly|e)\Z")  # what is cut before words are compared for their marks
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that was found; `marks` are the spans of its words (start, end) where what was typed stands.

    There is none where a side or a place of the claim was found instead.
    """

    claim: KeptClaim
    marks: tuple[tuple[int, int], ...]

    @property
    def snippet(self) -> str:
        """The claim's words, with what was typed in square brackets."""
        out, at = "", 0
        for start, end in self.marks:
            out += f"{self.claim.words[at:start]}[{self.claim.words[start:end]}]"
            at = end
        return out + self.claim.words[at:]


@dataclass(frozen=True, repr=False)
class Hits(Answer[Hit]):
    """Claims that hold what was searched for, in the order of the days they tell of."""

    columns: ClassVar[tuple[str, ...]] = (*rows.CLAIM_COLUMNS, "snippet")
    head: ClassVar[tuple[str, ...]] = ("claim", "says", "status", "when", "words")
    noun: ClassVar[str] = "claim"

    @staticmethod
    def row(item: Hit) -> Row:
        """The claim, flat, and its snippet."""
        return {**rows.claim_row(item.claim), "snippet": item.snippet}

    @staticmethod
    def cells(item: Hit) -> tuple[str, ...]:
        """Who says what, the found words in brackets."""
        c = item.claim
        return c.id[:8], rows.chain(c.voices), c.status, c.when or "?", item.snippet


def search(connection: Connection, words: str, view: View, limit: int | None, after: str | None) -> Hits:
    """The claims of the view that hold all the words and "quoted phrases". Raises as `claims` does."""
    asked = look_up(connection, view)
    query = Query.parse(words, view.private)
    mark = Step.parse(after)
    if not query.phrases:
        return Hits(())
    steps = walk(connection, asked, mark, _demand(connection, query), MOST if limit is None else limit + 1)
    taken = list(steps if limit is None else islice(steps, limit + 1))
    more = limit is not None and len(taken) > limit
    taken = taken[:limit]
    found = standing(connection, [s.id for s in taken], asked.changed_since)
    claims = [found[s.id] if view.private else withheld(found[s.id]) for s in taken if s.id in found]
    return Hits(tuple(Hit(c, marks(c.words, query)) for c in claims), taken[-1].mark if more else None)


def _demand(connection: Connection, query: Query) -> Demand:
    """That a claim holds the words: asked of the full-text index in the way that costs least for so many."""
    dialect = connection.dialect.name

    def choose(claims: list[KeptClaim]) -> list[KeptClaim]:
        found = matching(connection, dialect, query, [{"seq": c.seq, **searched(c)} for c in claims])
        return [c for c in claims if c.seq in found]

    seq = literal_column(number(dialect), BigInteger)
    hits = select(seq).select_from(text("search")).where(query.condition(dialect))
    listed = COMMON if dialect == "sqlite" else 0
    most = max(RARE[dialect], listed) + 1
    some = connection.scalar(select(func.count()).select_from(hits.limit(most).subquery())) or 0
    if some <= RARE[dialect]:  # all are looked up and sorted
        held: Condition = claims.c.seq.in_(hits)
    elif some <= listed:  # the claims are walked by day, and each is looked up in a list of the hits
        held = (claims.c.seq + APART).in_(hits)
    else:  # the claims are walked by day, and each is looked up in the full-text index: the first are soon found
        probe = select(literal(True)).select_from(text("search")).where(query.condition(dialect), seq == claims.c.seq)
        held = func.coalesce(probe.correlate(claims).scalar_subquery(), false())
    return Demand((held,), choose)


def marks(words: str, query: Query) -> tuple[tuple[int, int], ...]:
    """The spans of the words in which one of the query's words stands, by its stem; a run of them is one."""
    wanted = {_stem(word) for phrase in query.phrases for word in phrase}
    found: list[tuple[int, int]] = []
    for word in WORD.finditer(words):
        if {_stem(part) for part in fold(word[0]).split()} & wanted:
            if found and not words[found[-1][1] : word.start()].strip():
                found[-1] = found[-1][0], word.end()
            else:
                found.append(word.span())
    return tuple(found)


def _stem(word: str) -> str:
    return ENDINGS.sub("", word)
