"""Cells of tables and strings of JSON: text that no spreadsheet runs and no terminal obeys, numbers, degrees, lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CONTROLS: Final = dict.fromkeys((*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)))
_STEERING: Final = (
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in _STEERING}
_UNSEEN: Final = {**dict.fromkeys(_STEERING), **_CONTROLS}
BETWEEN: Final = "; "  # parts the values of a cell that holds several


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text from a report may begin with one. Plain numbers stay."""
    cell = cell.translate(_CONTROLS)
    if cell.lstrip(" \u00a0").startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def plain(words: str) -> str:
    """Words on one line, without control characters and without those that change the direction of what follows."""
    return " ".join(words.translate(_UNSEEN).split())


def number(value: float | None) -> str:
    """A number without needless digits; nothing for None."""
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def degrees(value: float | None) -> str:
    """Degrees to five places (about a metre); nothing for None."""
    return "" if value is None else f"{value:.5f}"


def listed(values: Sequence[str]) -> str:
    """Several values in one cell; a mark within a value that would part it is a comma."""
    return BETWEEN.join(v.replace(BETWEEN.strip(), ",") for v in values if v)


def comma_line(row: Sequence[str]) -> str:
    """A line of CSV (RFC 4180), its cells safe and each on one line."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(plain(cell)) for cell in row])
    return line.getvalue()


def tab_line(row: Sequence[str]) -> str:
    """A line of tab-separated values without quotation: no cell holds a tab or a line break."""
    return "\t".join(safe(plain(cell)) for cell in row) + "\n"


def json_text(value: Any) -> str:
    """JSON on one line. Characters that steer a terminal or part lines are escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
