"""Read, code and keep many reports; what the command line calls, and later the server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from dateline.errors import DatelineError
from dateline.ledger.by_hand import hand_claims
from dateline.ledger.entries import claim_drafts, document_of, drafts, report_id
from dateline.ledger.questions.ids import find_report
from dateline.ledger.recoding import MACHINE, Held, Plan, ever_recorded, held, is_unchanged, plan
from dateline.ledger.redaction import redacted_quotes
from dateline.ledger.reports import original_of, report_ids, standing
from dateline.ledger.store import Store
from dateline.pipeline import Kit, code
from dateline.read import Given, read_record, take_path
from dateline.read.files import SUFFIXES
from dateline.records import Coded, Document, Received, Rejected, Taken
from dateline.settings import Settings

TOLD_APART: Final[int] = 8  # hex digits of the text's digest that set two reports of one id apart
UNASKED: Final = "llm."  # opens the code of an error that says nothing of the report: the model behind the coder could not be had
TRIES: Final[int] = 3  # times that a report is coded again where somebody changes what the ledger holds of it meanwhile

State = Literal["new", "known", "redacted", "not_coded"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report that was read: its name and id, whether it is new, and how many claims were recorded with it.

    `reason`: an error's code, for one that is kept and was not coded. `recorded`: the ids of the claims that a person added.
    `notes`: what a language model proposed and did not get, as counts by reason.
    """

    name: str
    report: str
    state: State
    claims: int = 0
    reason: str | None = None
    recorded: tuple[str, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Recoded:
    """What a new coding changed in a report; `notes`: what a language model proposed and did not get, as counts by reason."""

    name: str
    report: str
    plan: Plan
    notes: tuple[tuple[str, int], ...] = ()


def taken(paths: Iterable[Path | str], given: Given | None = None, settings: Settings | None = None) -> Iterator[Taken | Rejected]:
    """The reports of files, folders and '-', in order, each as it came in; a path that is not there comes as `Rejected`."""
    for path in paths:
        try:
            yield from take_path(path, given, settings)
        except DatelineError as error:
            yield Rejected(str(path), "read", error.code, error.detail)


def documents(
    paths: Iterable[Path | str], given: Given | None = None, settings: Settings | None = None
) -> Iterator[Document | Rejected]:
    """The documents of files, folders and '-', in order, each id once.

    A path that is not there comes as `Rejected`; so does a report that came before (`read.duplicate`). Another report under
    an id that was used is kept as "id~1a2b3c4d", with the start of its text's digest: the same name whatever the run.
    """
    seen: dict[str, str] = {}
    for found in taken(paths, given, settings):
        yield found if isinstance(found, Rejected) else _told_apart(found.document, seen)


def _told_apart(document: Document, seen: dict[str, str]) -> Document | Rejected:
    digest = document.sha256
    for name in (document.id, f"{document.id}~{digest[:TOLD_APART]}", f"{document.id}~{digest}"):
        if name not in seen:
            seen[name] = digest
            return replace(document, id=name)
        if seen[name] == digest:
            break
    return Rejected(document.id, "read", "read.duplicate", document.id)


def code_each(
    found: Iterable[Document | Rejected], kit: Kit, clock: Callable[[], float] | None = None
) -> Iterator[Coded | Rejected]:
    """Each document coded; one that fails comes as `Rejected`, and the run goes on.

    A report in another language is kept: it comes as `Coded` without events, and its `Rejected` follows with the reason.
    """
    for document in found:
        if isinstance(document, Rejected):
            yield document
            continue
        coded, fault = _coded(document, kit, clock)
        if fault is None or fault.code == "code.language":
            yield coded
        if fault is not None:
            yield fault


def _coded(document: Document, kit: Kit, clock: Callable[[], float] | None = None) -> tuple[Coded, Rejected | None]:
    """The coded report; without events, and with the reason, where it could not be coded."""
    bare = Coded(document, (), (), kit.coder)
    try:
        return code(document, kit, clock), None
    except DatelineError as error:
        return bare, Rejected(document.id, "code", error.code, error.detail)
    except Exception as error:  # a stage's own fault must not stop the other reports
        return bare, Rejected(document.id, "code", "code.failed", f"{type(error).__name__}: {error}")


def keep(found: Iterable[Taken | Rejected], store: Store, kit: Callable[[], Kit]) -> Iterator[Kept | Rejected]:
    """Codes each report that the ledger does not hold yet, and records it with its claims and its original in one transaction.

    A report comes out once it is on disk. One that cannot be coded is kept with the reason (state "not_coded"); one that was
    redacted stays out, and so does one that a language model did not answer about, to be ingested again. `kit` is called at the
    first report that must be coded.
    """
    for item in found:
        if isinstance(item, Rejected):
            yield item
            continue
        document = item.document
        report = report_id(document)
        with store.reading() as connection:
            state = standing(connection, report)
        yield Kept(document.id, report, state) if state is not None else _keep(item, report, store, kit())


def _keep(item: Taken, report: str, store: Store, kit: Kit) -> Kept | Rejected:
    """Codes and records one report that is new. It is coded under the ledger's id, so that its name leaves no trace in other ids."""
    document, received = item.document, item.received
    coded, fault = _coded(replace(document, id=report), kit)
    if fault is not None and fault.code.startswith(UNASKED):
        return replace(fault, document_id=document.id)
    reason = fault.code if fault is not None else None
    made = drafts(replace(coded, document=document), received, f"{MACHINE}{kit.coder}", reason)
    recorded = store.append(made, original_of(received), guard=lambda connection: standing(connection, report) is None)
    if not recorded:
        return Kept(document.id, report, "known")
    return Kept(document.id, report, "not_coded" if reason else "new", len(recorded) - 1, reason, notes=coded.notes)


def add(store: Store, record: Mapping[str, Any], author: str, received: Received | None = None) -> Kept | Rejected:
    """Records a report that a person coded, as the codebook's JSON, with its claims under the person's name.

    A record without a `text` codes the report of the ledger that its `report` (or `id`) names: one in another language, say.
    `received`: the call's recording, the scan, the video that the text is of. Raises DatelineError `read.…`, `ledger.record`,
    `ledger.unknown`.
    """
    with store.reading() as connection:
        if record.get("text"):
            document = read_record(record)
            report = report_id(document)
            state = standing(connection, report)
        else:
            report, state = find_report(connection, str(record.get("report") or record.get("id") or "")), "known"
            entry = next((e for e in store.about([report], connection) if e.kind == "report"), None)
            if entry is None or entry.payload is None:
                return Rejected(report, "ledger", "ledger.redacted")
            document = document_of(entry.payload, report)
    if state == "redacted":
        return Rejected(document.id, "ledger", "ledger.redacted")
    came = received or Received()
    made = [] if state else drafts(Coded(document, (), (), author), came, author)
    made += hand_claims(document, record, author, report)
    recorded = store.append(made, {} if state else original_of(came), lambda connection: standing(connection, report) == state)
    claims = tuple(entry.subject for entry in recorded if entry.kind == "claim")
    return Kept(document.id, report, state or "new", len(claims), recorded=claims)


def arrivals(folder: Path, every: float, wait: Callable[[float], None] = time.sleep) -> Iterator[list[Path]]:
    """At each look into a folder and those in it, the files that came since or changed; for ever.

    A file counts once two looks, `every` seconds apart, find it with the same size and time: nobody is writing it.
    """
    done: dict[Path, tuple[int, int]] = {}
    before: dict[Path, tuple[int, int]] = {}
    while True:
        now = _files(folder)
        ready = sorted(path for path, mark in now.items() if before.get(path) == mark and done.get(path) != mark)
        done.update((path, now[path]) for path in ready)
        before = now
        yield ready
        wait(every)


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    found = {}
    for path in folder.rglob("*"):
        try:
            if path.suffix.lower() in SUFFIXES and path.is_file():
                told = path.stat()
                found[path] = (told.st_size, told.st_mtime_ns)
        except OSError:  # gone between two looks
            continue
    return found


def recode(store: Store, kit: Kit, asked: Sequence[str] = ()) -> Iterator[Recoded | Rejected]:
    """Codes reports of the ledger again, all or those asked for by id, and records what changed, each in one transaction.

    Run again after an interruption it goes on where it stopped, since what is as the coder has it does not change.
    """
    with store.reading() as connection:
        redacted = redacted_quotes(connection)
        ids = list(asked) or report_ids(connection)
    for report in ids:
        for _ in range(TRIES):
            with store.reading() as connection:
                old = held(connection, report)
            if old is None:
                break
            result = _recode(store, kit, old, redacted.get(report, []))
            if result is not None:
                yield result
                break
        else:
            yield Rejected(report, "ledger", "ledger.changed")


def _recode(store: Store, kit: Kit, old: Held, redacted: Sequence[tuple[int, int]]) -> Recoded | Rejected | None:
    """One report; None where the ledger changed meanwhile."""
    payload, report, author = old.report.payload or {}, old.report.subject, f"{MACHINE}{kit.coder}"
    coded, fault = _coded(document_of(payload, report), kit)
    if fault is not None:
        return replace(fault, document_id=payload["name"])
    fresh = claim_drafts(coded, report, author)
    with store.reading() as connection:
        made = plan(old, fresh, redacted, lambda id: ever_recorded(connection, id), author)

    if made.drafts and not store.append(made.drafts, guard=lambda connection: is_unchanged(connection, old)):
        return None
    return Recoded(payload["name"], report, made, coded.notes)
