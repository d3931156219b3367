"""dateline ingest: reports read, coded and kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from dateline.cli.code import Format, check_date, report_rejected
from dateline.cli.coder import OURS, Asked, report_notes
from dateline.cli.ledger import DEFAULT, Shape, Which, opened, write_rows
from dateline.cli.progress import tracked
from dateline.cli.spread import spread
from dateline.cli.table import clean
from dateline.errors import DatelineError
from dateline.records import Rejected

if TYPE_CHECKING:
    from dateline.ingest import Kept
    from dateline.read import Given

COLUMNS = ("name", "report", "state", "claims", "code", "detail")


@dataclass(frozen=True, slots=True)
class Came:
    """What is known of the reports beside their text, where they do not say."""

    published: Annotated[str | None, typer.Option(help="Date of the reports where they do not say, as 2016-12-11.")] = None
    outlet: Annotated[str | None, typer.Option(help="Outlet of the reports where they do not say.")] = None
    url: Annotated[str | None, typer.Option(help="Address that the report was taken from, where it does not say.")] = None
    retrieved: Annotated[str | None, typer.Option(help="When it was taken from there, as 2016-12-11T09:30Z.")] = None
    archive: Annotated[str | None, typer.Option(help="Address of an archived copy of the report.")] = None

    def given(self) -> Given:
        """As the readers take it. Raises DatelineError `read.date`."""
        from dateline.read import Given

        check_date(self.published)
        return Given(published=self.published, outlet=self.outlet, url=self.url, retrieved=self.retrieved)


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder that reports keep coming into."""

    watch: Annotated[Path | None, typer.Option(help="Take in what comes into this folder, until Ctrl-C.")] = None
    every: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks into it.")] = 2.0


@dataclass(frozen=True, slots=True)
class Said:
    """How what became of the reports is said."""

    format: Shape = Format.table
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 if a report could not be read or coded.")] = False


@spread("said", Said)
@spread("asked", Asked)
@spread("watched", Watched)
@spread("came", Came)
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders of .txt, .md, .html, .jsonl; '-' reads standard input.")
    ] = None,
    came: Came = Came(),
    watched: Watched = Watched(),
    asked: Asked = OURS,
    ledger: Which = DEFAULT,
    said: Said = Said(),
) -> None:
    """Read reports, code them, and keep them in the ledger with their claims and their originals.

    A report that the ledger holds is not coded again, so that a run that was cut off can be started anew. A report that cannot
    be coded (in another language, say) is kept, and a person can code it: see dateline add. Each report is on disk before it is
    counted.

    [bold]Examples:[/bold]

      dateline ingest wire/ --ledger syria.db

      dateline ingest page.html --url https://example.org/a --archive https://archive.example/b

      dateline ingest --watch inbox/ --every 5

      dateline ingest wire/ --coder llm --endpoint http://localhost:11434/v1
    """
    from dateline.ingest import keep, taken
    from dateline.settings import from_environment

    if not paths and watched.watch is None:
        raise DatelineError("cli.usage", "name files or folders, or a folder with --watch.")
    asked.check()
    given, settings, kit = came.given(), from_environment(), cache(asked.kit)
    done = _Done(said.format)
    with opened(ledger, create=True) as record:
        try:
            found = (_archived(item, came.archive) for item in taken(paths or [], given, settings))
            done.take(tracked(keep(found, record.store, kit), paths or []))
            if watched.watch is not None:
                for new in _coming(watched):
                    found = (_archived(item, came.archive) for item in taken(new, given, settings))
                    done.take(keep(found, record.store, kit))
        except KeyboardInterrupt:
            done.stopped = True
    done.close()
    if done.rejected and not (done.kept or watched.watch):
        raise typer.Exit(2)
    if done.stopped and watched.watch is None:
        raise typer.Exit(130)
    if said.strict and done.faults:
        raise typer.Exit(1)


def _archived(item: Any, archive: str | None) -> Any:
    """A report with the address of its archived copy, where it did not bring one."""
    from dataclasses import replace

    if archive is None or isinstance(item, Rejected) or item.received.archive is not None:
        return item
    return replace(item, received=replace(item.received, archive=archive))


def _coming(watched: Watched) -> Iterator[list[Path]]:
    """What comes into the folder. Raises DatelineError `read.missing` for one that is not there."""
    from dateline.ingest import arrivals

    folder = watched.watch
    if folder is None or not folder.is_dir():
        raise DatelineError("read.missing", str(folder))
    Console(stderr=True, highlight=False).print(f"watching {clean(str(folder))}; Ctrl-C ends it", style="dim")
    return arrivals(folder, watched.every)


class _Done:
    """What became of the reports so far: counted, and said as it happens where a machine or a watched folder asks."""

    def __init__(self, format: Format) -> None:
        self.format = format
        self.kept: dict[str, int] = {}
        self.claims = 0
        self.rejected: list[Rejected] = []
        self.kept_uncoded: list[Rejected] = []
        self.notes: list[tuple[str, int]] = []
        self.stopped = False

    @property
    def faults(self) -> int:
        """Reports that could not be read or coded."""
        return len(self.rejected) + len(self.kept_uncoded)

    def take(self, results: Iterable[Kept | Rejected]) -> None:
        """Counts what comes."""
        for result in results:
            if isinstance(result, Rejected):
                self.rejected.append(result)
                self._say(result.document_id, "", "rejected", 0, result.code, result.detail)
                continue
            self.kept[result.state] = self.kept.get(result.state, 0) + 1
            self.claims += result.claims
            self.notes += result.notes
            if result.state == "not_coded" and result.reason:
                self.kept_uncoded.append(Rejected(result.name, "code", result.reason))
            self._say(result.name, result.report, result.state, result.claims, result.reason or "", "")

    def _say(self, *values: Any) -> None:
        if self.format is not Format.table:
            first = self.format is Format.csv and sum(self.kept.values()) + len(self.rejected) == 1
            write_rows([dict(zip(COLUMNS, values, strict=True))], self.format, COLUMNS, head=first)

    def close(self) -> None:
        """Says what could not be read or coded and the way out, then the counts."""
        report_rejected([*self.rejected, *self.kept_uncoded])
        report_notes(self.notes)
        new, known = self.kept.get("new", 0), self.kept.get("known", 0)
        words = [f"{new:,} new with {self.claims:,} claims", f"{known:,} known", f"{len(self.rejected):,} rejected"]
        if "not_coded" in self.kept:
            words.insert(1, f"{self.kept['not_coded']:,} kept and not coded")
        if "redacted" in self.kept:
            words.append(f"{self.kept['redacted']:,} redacted before and left out")
        Console(stderr=True, highlight=False).print(f"reports: {'; '.join(words)}", style="bold", soft_wrap=True)
