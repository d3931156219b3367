"""What a release says of itself: README.md for people, CITATION.cff for those who cite it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

Row = Mapping[str, Any]
SPDX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")  # how the names of licences look that CITATION.cff takes
SAID: Final[Mapping[str, str]] = {
    "release.json": "what this release is: the state of the ledger, filters, counts, versions, and the SHA-256 of every other file",
    "coverage.csv": "reports, origins and claims by outlet, voice, country, place and month of publication; where the record is thin",
    "changes.csv": "what was added, revised and withdrawn since the release before, and why",
    "CITATION.cff": "how to cite it",
}


def citation(manifest: Row) -> str:
    """The text of CITATION.cff (version 1.2.0 of that format)."""
    ledger, licence = manifest["ledger"], manifest["licence"]
    authors = manifest["authors"] or [f"The contributors of {manifest['name']}"]
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": manifest["name"],
        "version": manifest["version"],
        "date-released": manifest["made"][:10],
        "authors": [{"name": name} for name in authors],
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{ledger['digest']}",
                "description": f"entry {ledger['entry']} of the ledger that it was made from",
            }
        ],
    }
    if licence and SPDX.fullmatch(licence):
        told["license"] = licence
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=200)


def readme(manifest: Row, thin: Sequence[str]) -> str:
    """The text of README.md. `thin`: the notes of the coverage, in words."""
    count, ledger = manifest["counts"], manifest["ledger"]
    head = [
        f"# {manifest['name']}, version {manifest['version']}",
        "",
        f"Made on {manifest['made']} with {manifest['software']}, codebook {manifest['codebook']}, models {manifest['model']}: "
        f"{_many(count['incidents'], 'incident')} and {_many(count['claims'], 'claim')} of {_many(count['reports'], 'report')}, "
        f"which rest on {_many(count['origins'], 'independent origin')}.",
        "",
        "A claim is what one report says that somebody says. An incident is one act with every account of it. Figures are reckoned "
        "from claims under a named policy; none of them is the truth.",
        "",
        f"It holds the record as it stood at entry {ledger['entry']} of its ledger, whose digest is `{ledger['digest']}`.",
        "",
        "## What is in it, and what is not",
        "",
        *(f"- {words}" for words in _limits(manifest)),
        "",
        "## Files",
        "",
        "| file | what it holds |",
        "| --- | --- |",
        *(f"| {path} | {_cell(words)} |" for path, words in _files(manifest)),
        "",
    ]
    return "\n".join([*head, *_changed(manifest), *(_thin(thin) if count["claims"] else []), *_rights(manifest)]) + "\n"


def _limits(manifest: Row) -> list[str]:
    chosen = [f"{name.replace('_', ' ')} {value}" for name, value in manifest["filters"].items()]
    out = [f"Filters: {'; '.join(chosen) or 'none'}."]
    out.append(
        "Claims that no person has reviewed are in it, marked as such."
        if manifest["unreviewed"]
        else "Only what a person has reviewed."
    )
    out.append("Names of private persons are withheld; hospitals, shelters and aid sites lie only to 0.1 degrees (about 11 km).")
    out.append("Nothing under embargo, nothing published later than it was made, nothing that a person judged wrong.")
    return out


def _files(manifest: Row) -> list[tuple[str, str]]:
    told = {f["path"]: f"{f['title']}. {f['keeps']}" for f in manifest["formats"]}
    out = []
    for path in ["release.json", *manifest["files"]]:
        where = path.partition("/")[0]
        words = told.get(path) or SAID.get(path)
        if words is None:
            words = {"losses": "what that data file does not carry", "codebook": "a list of the codebook that it was coded by"}.get(
                where, "this page"
            )
        out.append((path, words))
    return out


def _changed(manifest: Row) -> list[str]:
    against = manifest["against"]
    if against is None:
        return ["## Changes", "", "Nothing is compared: no release before it was named.", ""]
    counted = ", ".join(
        f"{_many(n, what)} {change}" for what in ("incident", "claim") for change, n in manifest["changes"][what].items()
    )
    return ["## Changes", "", f"Since version {against['version']}: {counted}. changes.csv tells each, and why.", ""]


def _thin(notes: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    for words in notes:
        counts[words] = counts.get(words, 0) + 1
    lines = [f"- {words} ({_many(n, 'line')} of coverage.csv)" for words, n in counts.items()]
    return ["## Where the record is thin", "", *(lines or ["Nowhere by the measures of coverage.csv."]), ""]


def _rights(manifest: Row) -> list[str]:
    licence = manifest["licence"]
    words = f"Licence: {licence}." if licence else "No licence is given: ask those who made it before you pass it on."
    return ["## Licence", "", words]


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
