"""Dateline: reads reports of armed conflict and keeps the record straight.

>>> import dateline                                             # loads no model
>>> coded = dateline.code_text("Rebels seized Goma on Tuesday.", published="2012-11-20")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records import Coded

__version__ = "0.1.0"
__all__ = ["__version__", "code_text"]


def code_text(text: str, published: str | None = None, outlet: str | None = None) -> Coded:
    """The coded report of one plain text; `published` is an EDTF date. Raises `DatelineError`."""
    from dateline.pipeline import code, load_kit
    from dateline.read import read_text

    return code(read_text(text, published=published, outlet=outlet), load_kit())
