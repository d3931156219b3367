"""A release: a folder that freezes what a ledger holds at a moment, for others to use and to cite.

    data/           record.jsonl (always; releases are compared by it) and a file a format, by the safety rules of the exports
    losses/         what each of these does not carry
    codebook/       the lists of types, measures, statuses, modes and kinds of voices that it was coded by
    coverage.csv    what it rests on, and where the record is thin
    changes.csv     what was added, revised and withdrawn since the release before, and why
    CITATION.cff, README.md, release.json

The same state of the ledger, the same order and the same moment give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.export.cells import comma_line
from dateline.export.format import Format
from dateline.export.registry import FORMATS
from dateline.export.stamps import CODEBOOK_VERSION
from dateline.ledger import Ledger, View
from dateline.ledger.head import head, holds
from dateline.neural.digest import model_version
from dateline.records.edtf import show_instant
from dateline.review.changelist import change_list
from dateline.review.changes import COLUMNS as CHANGES
from dateline.review.clearing import cases, rules_at
from dateline.review.coverage import COLUMNS as COVERAGE
from dateline.review.coverage import coverage
from dateline.review.papers import citation, readme
from dateline.review.whole import WHOLE

Row = dict[str, Any]
LAYOUT: Final[int] = 1  # of release.json
MANIFEST: Final = "release.json"
RECORD: Final = "data/record.jsonl"
USUAL: Final = ("incidents", "claims")  # formats of a release that names none
PIECE: Final[int] = 1 << 20  # bytes of a file that are read at once


@dataclass(frozen=True, slots=True)
class Order:
    """What a release is to be. `made`: its moment (microseconds since 1970, UTC); `software`: what makes it ("dateline 0.1.0").

    `policy`: whose figures stand in the formats that are bound to none. `view`: which part of the record; never private names.
    `against`: the folder of the release before.
    """

    name: str
    version: str
    made: int
    software: str
    view: View = View()  # noqa: RUF009
    formats: tuple[str, ...] = USUAL
    policy: str | None = None
    unreviewed: bool = False
    licence: str | None = None
    authors: tuple[str, ...] = ()
    against: Path | None = None


def release(record: Ledger, order: Order, out: Path) -> Row:
    """Writes the release into a folder that is new or empty; returns what release.json holds.

    Raises DatelineError `release.folder`, `release.against`, `cli.usage`, `export.write`, and `ledger.changed` where the ledger
    grew meanwhile. Whatever is raised, nothing is left behind.
    """
    _check(order)
    old = _before(record, order.against) if order.against is not None else None
    with record.store.reading() as connection:
        begun = head(connection)
    part = _place(out)
    try:
        made = _Maker(record, order, part).make(old)
        with record.store.reading() as connection:
            if head(connection) != begun:
                raise DatelineError("ledger.changed", "While the release was made.")
        part.replace(out)
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made


def _check(order: Order) -> None:
    for what, words in (("name", order.name), ("version", order.version)):
        if not words.strip() or not words.isprintable():
            raise DatelineError("cli.usage", f"The {what} {words!r} is no single line of text.")
    unknown = [f for f in order.formats if f not in FORMATS]
    if unknown:
        raise DatelineError("cli.usage", f"{unknown[0]!r} is none of {', '.join(FORMATS)}.")
    if order.view.private:
        raise DatelineError("cli.usage", "A release names no private person.")


def _place(out: Path) -> Path:
    """Makes the folder beside the release's own that it grows in. Raises DatelineError `release.folder`, `export.write`."""
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise DatelineError("release.folder", str(out))
    whole = out.resolve()
    if not whole.parent.is_dir():
        raise DatelineError("export.write", f"There is no folder {whole.parent}.")
    part = whole.with_name(f".{whole.name}.part")
    try:
        part.mkdir()
    except FileExistsError as error:
        raise DatelineError("release.folder", f"{part}, which a release cut short left behind, or is growing in.") from error
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error
    return part


@dataclass(frozen=True, slots=True)
class Before:
    """The release before: what it says of itself, and its incidents by id."""

    manifest: Mapping[str, Any]
    incidents: Mapping[str, Row]


def _before(record: Ledger, folder: Path) -> Before:
    """The release of a folder. Raises DatelineError `release.against` where it is none, was changed, or is of another ledger."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        number, digest, whole = manifest["ledger"]["entry"], manifest["ledger"]["digest"], manifest["files"][RECORD]["sha256"]
        if _digest(folder / RECORD) != whole:
            raise DatelineError("release.against", f"{folder / RECORD} is not what its {MANIFEST} says.")
        incidents = _read(folder / RECORD)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatelineError("release.against", f"{folder}: {error}") from error
    with record.store.reading() as connection:
        if not holds(connection, number, digest):
            raise DatelineError("release.against", f"{folder} was made from another ledger, or from entries that this one lacks.")
    return Before(manifest, incidents)


class _Maker:
    """Makes the files of one release in a folder."""

    def __init__(self, record: Ledger, order: Order, folder: Path) -> None:
        self.record, self.order, self.folder = record, order, folder
        self.rules = rules_at(record, order.made, order.unreviewed)

    def make(self, old: Before | None) -> Row:
        """All files; what release.json holds."""
        for name in ("data", "losses", "codebook"):
            (self.folder / name).mkdir()
        formats = [self._data(f) for f in (WHOLE, *(FORMATS[name] for name in dict.fromkeys(self.order.formats)))]
        incidents = _read(self.folder / RECORD)
        self._codebook()
        covered = list(coverage(incidents.values()))
        self._table("coverage.csv", COVERAGE, covered)
        manifest = self._manifest(formats, incidents, old)
        if old is not None:
            manifest["changes"] = self._changes(old, incidents)
        (self.folder / "CITATION.cff").write_text(citation(manifest), encoding="utf-8")
        manifest["files"] = {**dict.fromkeys([*self._made(), "README.md"]), **self._digests()}
        (self.folder / "README.md").write_text(readme(manifest, [c[-1] for c in covered if c[-1]]), encoding="utf-8")
        manifest["files"] = dict(sorted(self._digests().items()))
        (self.folder / MANIFEST).write_text(_json(manifest), encoding="utf-8")
        return manifest

    def _data(self, made: Format) -> Row:
        """A data file and its loss report; what release.json says of them."""
        policies = made.policies if made.bound or self.order.policy is None else (self.order.policy,)
        losses, path = made.losses(), f"data/{made.name}{made.suffix}"
        found = cases(self.record, (self.order.view, self.rules), policies, losses, self.order.software)
        if made.save is not None:
            made.save(found, losses, self.folder / path)
        elif made.lines is not None:
            with (self.folder / path).open("w", encoding="utf-8", newline="") as file:
                file.writelines(made.lines(found, losses))
        told = {"format": made.name, "title": made.title, "policies": list(policies), "incidents": losses.kept, "rows": losses.rows}
        lost = [asdict(line) for line in losses.report()]
        (self.folder / "losses" / f"{made.name}.json").write_text(_json({**told, "losses": lost}), encoding="utf-8")
        return {**told, "path": path, "losses": f"losses/{made.name}.json", "keeps": made.keeps}

    def _codebook(self) -> None:
        folder = files("dateline.knowledge") / "ontology"
        for source in sorted(folder.iterdir(), key=lambda f: f.name):
            if source.name.endswith(".yaml"):
                (self.folder / "codebook" / source.name).write_bytes(source.read_bytes())

    def _table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        with (self.folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(comma_line(row) for row in (columns, *rows))

    def _changes(self, old: Before, incidents: Mapping[str, Row]) -> Row:
        """Writes the change list; returns how many incidents and claims were added, revised and withdrawn."""
        since, until = old.manifest["ledger"]["entry"], self.order.view.recorded_as_of
        lines = list(change_list(self.record, since, until, old.incidents, incidents))
        self._table("changes.csv", CHANGES, lines)
        changed = {(what, change, id or before) for change, what, id, before, *_ in lines}
        return {
            what: {change: sum(c[:2] == (what, change) for c in changed) for change in ("added", "revised", "withdrawn")}
            for what in ("incident", "claim")
        }

    def _manifest(self, formats: list[Row], incidents: Mapping[str, Row], old: Before | None) -> Row:
        order, view = self.order, self.order.view
        with self.record.store.reading() as connection:
            number, digest = head(connection, view.recorded_until)
        chosen = {f.name: getattr(view, f.name) for f in fields(view)}
        told = [a for i in incidents.values() for a in i["accounts"]]
        before = None if old is None else {k: old.manifest[k] for k in ("name", "version", "made", "ledger")}
        return {
            "layout": LAYOUT, "name": order.name, "version": order.version, "made": show_instant(order.made), "licence": order.licence,
            "authors": list(order.authors), "ledger": {"entry": number, "digest": digest},
            "filters": {k: v for k, v in chosen.items() if v not in (None, False)}, "unreviewed": order.unreviewed,
            "policy": order.policy, "software": order.software, "codebook": CODEBOOK_VERSION, "model": model_version(),
            "counts": {
                "incidents": len(incidents), "claims": len(told), "reports": len({a["report"] for a in told}),
                "origins": len({a["origin"] or a["report"] for a in told}), "outlets": len({a["outlet"] for a in told if a["outlet"]}),
            },
            "formats": formats, "against": before, "changes": None,
        }  # fmt: skip

    def _made(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())

    def _digests(self) -> Row:
        """Size in bytes and SHA-256 of every file that there is."""
        paths = {name: self.folder / name for name in self._made()}
        return {name: {"bytes": path.stat().st_size, "sha256": _digest(path)} for name, path in paths.items()}


def _read(path: Path) -> dict[str, Row]:
    """The incidents of a record file, by id, in its order."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return {row["incident"]: row for row in map(json.loads, file)}


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
