"""axe-core, the checker of accessibility: where its source is, and what it finds on a page."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pytest
from visits import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT: Final = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PACKAGE: Final = "axe_playwright_python"  # of the `dev` extra: it brings the file along, a little older than the page's own
COLOURS: Final = ("color-contrast", "link-in-text-block")  # the rules that a change of colours alone can break
RUN: Final = """async rules => (await axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })).violations.map(
    v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(
        n => n.target.join(' ') + ' ' + n.html.slice(0, 120) + ' (' + [...n.any, ...n.all, ...n.none].map(c => c.message).join('; ').slice(0, 200) + ')'
    ).join(' | '))"""


@functools.cache
def source() -> str:
    """The text of axe-core; the test is skipped where it is not here."""
    if BUILT.is_file():
        return BUILT.read_text(encoding="utf-8")
    try:
        return (files(PACKAGE) / "axe.min.js").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        pytest.skip("no axe-core here: npm ci in frontend/, or pip install axe-playwright-python")


def violations(page: Page, rules: Sequence[str] | None = None) -> list[str]:
    """What breaks a rule (None: any) on the page as it is now: rule, and the first elements. The source is put in by the browser's own tools,
    so the page's policy on scripts stays as strict as it is."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    found: list[str] = page.evaluate(RUN, None if rules is None else list(rules))
    return found
