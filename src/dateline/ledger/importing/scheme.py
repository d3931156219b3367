"""What turns the rows of one kind of table into claims, and how a file of them gets into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.ledger.by_hand import data_claims
from dateline.ledger.entries import drafts
from dateline.ledger.importing.page import Page
from dateline.ledger.importing.rows import Row, read_rows
from dateline.ledger.privacy import withhold
from dateline.ledger.reports import original_of, standing
from dateline.ledger.store import Store
from dateline.records import Claim, Coded, Document, Event, Received, Rejected, Source
from dateline.records.entry import Draft

DATA: Final = "data:"  # opens the author of what a data set says
BATCH: Final[int] = 200  # rows that are recorded in one transaction
MEDIA: Final = "text/csv; header=absent"  # of a row's own bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: its name, the page, the act, and names to be withheld beside those that are found."""

    name: str
    page: Page
    event: Event
    published: str | None = None
    title: str | None = None
    url: str | None = None
    agencies: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of table: the columns it must have, how a row is read (ValueError for a bad one), and what it is called.

    `voice`: the kind of voice that the data set is; `omit`: columns that are not taken in at all.
    """

    name: str
    columns: tuple[str, ...]
    read: Callable[[Row], Told]
    voice: str = "monitor"
    omit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a row: its line, its report's id, whether it is "new", "known" or "redacted", and how many claims it gave."""

    line: int
    report: str
    state: str
    claims: int = 0


def import_file(
    store: Store, path: Path, scheme: Scheme, name: str | None = None, published: str | None = None
) -> Iterator[Imported | Rejected]:
    """Records the rows of a file as reports with one claim each, in the voice of the data set and of the source that it names.

    `name`: what the data set is called, else the scheme's; `published`: when it was published, for rows that do not say (an
    EDTF date). A row is known by its content: importing it again changes nothing. A bad row comes as `Rejected`, and the rest
    goes on. What comes out is on disk. Raises DatelineError as `read_rows` does.
    """
    called = name or scheme.name
    waiting: list[tuple[Row, list[Draft], Received]] = []
    for row in read_rows(path, scheme.columns):
        if isinstance(row, Rejected):
            yield row
            continue
        kept = replace(row, cells={k: v for k, v in row.cells.items() if k not in scheme.omit})
        try:
            waiting.append((row, *_drafted(kept, scheme, called, published)))
        except (ValueError, DatelineError) as error:
            detail = error.detail if isinstance(error, DatelineError) else f"{error}."
            yield Rejected(f"{path}:{row.line}", "import", "import.row", detail)
        if len(waiting) >= BATCH:
            yield from _record(store, waiting)
            waiting = []
    yield from _record(store, waiting)


def _drafted(row: Row, scheme: Scheme, called: str, published: str | None) -> tuple[list[Draft], Received]:
    """The entries of a row, and how it came in: in its own bytes, unless some of its columns are left out."""
    coded, told = _coded(row, scheme, called, published)
    received = Received(None if scheme.omit else row.raw, None if scheme.omit else MEDIA, None, f"import.{scheme.name}")
    made = [_withheld(draft, told.private) for draft in drafts(coded, received, f"{DATA}{called}")]
    data_claims(coded, made)
    return made, received


def _coded(row: Row, scheme: Scheme, called: str, published: str | None) -> tuple[Coded, Told]:
    told = scheme.read(row)
    text = told.page.text
    document = Document(
        id=told.name, text=text, title=told.title, published=told.published or published, outlet=called, agencies=told.agencies,
        language="en", url=told.url,
    )  # fmt: skip
    own = Source(called, scheme.voice, None, told.page.basis())
    claims = tuple(_spoken(claim, own) for claim in told.event.claims)
    return Coded(document, (replace(told.event, claims=claims),), (), f"import.{scheme.name}"), told


def _spoken(claim: Claim, own: Source) -> Claim:
    """A claim in the voice of the source that the row names, relayed by the data set."""
    return replace(claim, sources=(*claim.sources, own))


def _withheld(draft: Draft, names: Sequence[str]) -> Draft:
    """The entry with further private names, where its words, or the report's, hold them."""
    if not names:
        return draft
    told = str(draft.payload["document"]["text"] if draft.kind == "report" else draft.payload["words"])
    parties = [w["name"] for slot in ("initiators", "targets") for w in draft.payload.get("act", {}).get(slot, ()) if w["name"]]
    more = [n for n in names if withhold(told, (n,)) != told or n in parties]
    return replace(draft, payload={**draft.payload, "private": list(dict.fromkeys([*draft.payload["private"], *more]))})


def _record(store: Store, waiting: Iterable[tuple[Row, list[Draft], Received]]) -> Iterator[Imported]:
    """Records what the ledger does not hold yet of a batch of rows, in one transaction."""
    rows = list(waiting)
    ids = [made[0].subject for _, made, _ in rows]
    while rows:
        with store.reading() as connection:
            states = {id: standing(connection, id) for id in dict.fromkeys(ids)}
        seen: set[str] = {id for id, state in states.items() if state is not None}
        new = []
        for row, made, received in rows:
            if made[0].subject not in seen:
                seen.add(made[0].subject)
                new.append((row, made, received))
        bodies = {k: v for _, _, received in new for k, v in original_of(received).items()}
        wanted = [made[0].subject for _, made, _ in new]
        recorded = store.append(
            [draft for _, made, _ in new for draft in made],
            bodies,
            lambda connection, wanted=wanted: all(standing(connection, id) is None for id in wanted),  # type: ignore[misc]
        )
        if recorded or not new:
            fresh = {id(row): len(made) - 1 for row, made, _ in new}
            for row, made, _ in rows:
                count = fresh.get(id(row))
                state = "new" if count is not None else states[made[0].subject] or "known"
                yield Imported(row.line, made[0].subject, state, count or 0)
            return
