"""Reads the data files that an expert can edit: one YAML file, and the checks that every area shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from dateline.errors import DatelineError

_HERE: Final = Path(__file__).parent
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(*parts: str) -> Any:
    """The content of a data file, named by its path below `knowledge`. Errors: knowledge.invalid."""
    text = read_text(*parts)
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DatelineError("knowledge.invalid", f"{'/'.join(parts)}: {error}") from error


def read_text(*parts: str) -> str:
    """The characters of a data file, named by its path below `knowledge`. Errors: knowledge.invalid."""
    try:
        return _HERE.joinpath(*parts).read_text(encoding="utf-8")
    except OSError as error:
        raise DatelineError("knowledge.invalid", f"{'/'.join(parts)}: {error}") from error


def read_table(*parts: str) -> dict[str, Any]:
    """The content of a file that holds one mapping. Errors: knowledge.invalid."""
    table = read_yaml(*parts)
    if not isinstance(table, dict):
        raise DatelineError("knowledge.invalid", f"{'/'.join(parts)} is not a table.")
    return table


def read_rows(*parts: str) -> list[Mapping[str, Any]]:
    """The rows of a file that holds a list of mappings. Errors: knowledge.invalid."""
    rows = read_yaml(*parts)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DatelineError("knowledge.invalid", f"{'/'.join(parts)} is not a list of entries.")
    return rows


def list_files(*parts: str) -> list[str]:
    """The names of the YAML files of a folder, in alphabetical order."""
    return sorted(path.name for path in _HERE.joinpath(*parts).glob("*.yaml"))


def take_text(row: Mapping[str, Any], key: str, where: str) -> str:
    """A text that a row must have. Errors: knowledge.invalid."""
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise DatelineError("knowledge.invalid", f"{where}: an entry lacks '{key}': {dict(row)}")
    return value


def take_list(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts, empty where the row has none. Errors: knowledge.invalid."""
    value = row.get(key) or ()
    if isinstance(value, str) or not all(isinstance(item, str) for item in value):
        raise DatelineError("knowledge.invalid", f"{where}: '{key}' is not a list of texts: {dict(row)}")
    return tuple(value)


def check_unique(names: Iterable[str], where: str) -> None:
    """Refuses a file that names one thing twice. Errors: knowledge.invalid."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DatelineError("knowledge.invalid", f"{where}: '{name}' stands twice.")
        seen.add(name)
