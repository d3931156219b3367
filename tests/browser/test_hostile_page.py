"""Reports that mean harm: what they say is shown as words. No script of theirs runs, nothing opens, and the page answers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest
from desks import Desk, serve
from visits import Visit, visit

from dateline.ingest import add
from dateline.ledger import Ledger, Received
from dateline.ledger.entries import drafts, report_id
from dateline.read.document import read_record
from dateline.records import Coded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload

SCRIPT: Final = "<script>window.ran = 1; alert(1)</script><img src=/stolen onerror='window.ran = 2; alert(2)'><svg onload='window.ran = 3'></svg>"
TURNED: Final = (
    "\u202enekat\u202c \u2067left\u2069 \u061c\u200f\u202d"  # letters that turn what follows around
    " hid\u200bden\u2060\ufeff\U000e0041 \u3164"  # letters that nobody sees
)
EVIL: Final = f"{SCRIPT} {TURNED} '\"><b>{{{{7*7}}}}${{7*7}} javascript:alert(3)"
TOWN: Final = {
    "name": "Tadmur",
    "country": "SY",
    "geonames_id": 163808,
    "lat": 34.56,
    "lon": 38.28,
    "precision": 1,
    "text": "Tadmur",
}
RECORD: Final[dict[str, Any]] = {
    "id": EVIL, "title": EVIL, "published": "2016-12-20", "outlet": EVIL, "url": "javascript:alert(4)", "language": "en",
    "text": f"{EVIL} A blast hit Tadmur, killing 7 people.",
    "events": [
        {
            "type": "remote_explosive", "initiators": [EVIL], "targets": [SCRIPT], "when": "2016-12-19", "places": [TOWN, {"name": EVIL, "lat": 34.6, "lon": 38.3}],
            "claims": [{"words": EVIL, "source": [{"name": EVIL, "kind": "unknown"}], "quantities": [{"measure": "killed", "unit": "people", "low": 7, "best": 7, "high": 7, "text": EVIL}]}],
        }
    ],
    "holdings": [{"place": TOWN, "holder": EVIL, "when": "2016-12-19", "claims": [{"words": "A blast hit Tadmur", "source": [{"name": EVIL, "kind": "unknown"}]}]}],
}  # fmt: skip
MEGABYTE: Final[int] = 1_000_000  # characters
LONG: Final = "Sand and stone and wind over the old town of many columns and few people. " * (5 * MEGABYTE // 74)
ROWS: Final[int] = 3_000
TABLE: Final = (
    f"<!doctype html><html lang=en><head><title>{SCRIPT} Losses of the week</title><script>window.ran = 5</script></head><body onload='window.ran = 6'>"
    f"<article><h1>Losses of the week</h1><p>TADMUR, Dec 12 - Shelling killed three people in Tadmur, residents said.</p>{SCRIPT}<table>"
    + "".join(
        f"<tr><td data-x='{'x' * 1600}'>{n}</td><td onmouseover='window.ran = 7'>Tadmur</td><td>&lt;script&gt;</td></tr>"
        for n in range(ROWS)
    )
    + "</table></article></body></html>"
)  # 5 MB
PATIENCE: Final[int] = 60_000  # milliseconds in which what was dropped is read and coded
SOON: Final[float] = 3.0  # seconds in which the page answers a key, on a machine that has other work


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    """The reports of the ledger by short names; filled when the ledger is made."""
    return {}


@pytest.fixture(scope="module")
def desk(folder: Path, ids: dict[str, str]) -> Iterator[Desk]:
    """A desk over what nobody would like to be given, kept by somebody with a name that means harm, too.

    The text of 5 MB is longer than Dateline takes in; it is put into the ledger beside it, as one with a higher cap would have.
    """
    path = folder / "evil.db"
    with Ledger.open(os.fspath(path)) as ledger:
        ids["evil"] = add(ledger.store, RECORD, "person:eve").report  # type: ignore[union-attr]
        document = read_record({"id": "long", "title": "A long text", "published": "2016-12-21", "text": LONG}, cap=10 * MEGABYTE)
        ledger.store.append(drafts(Coded(document, (), (), "person:eve"), Received(), "person:eve"))
        ids["long"] = report_id(document)
        ledger.link()
    with serve(path, "--by", SCRIPT[:41]) as made:
        claim = made.all("claims", report=ids["evil"], withdrawn=True)[0]["id"]
        made.post(f"claims/{claim}/corrections", {"field": "targets", "value": [EVIL], "reason": EVIL})
        made.post("batches", {"name": EVIL[:150], "reports": [ids["evil"]], "coders": [SCRIPT[:41]]})
        ids["claim"] = claim
        ids["incident"] = made.all("incidents")[0]["id"]
        yield made


PAGES: Final = (
    "/", "/?pick={event}&layers=events,control,sites", "/incidents", "/incident/{incident}", "/reports", "/report/{evil}", "/report/{evil}?claim={claim}",
    "/control", "/queue", "/queue?kind=claim", "/sources", "/sources?part=outlets", "/sources?part=lineage&origin={evil}", "/speaker/{speaker}", "/ingest",
    "/export?format=geojson&unreviewed=1", "/log?since=2000", "/batches", "/batches?batch={batch}", "/incidents?actor={speaker}&as_of={speaker}", "/{speaker}",
)  # fmt: skip


@pytest.fixture(scope="module")
def at(browser: Browser, desk: Desk, ids: dict[str, str]) -> Iterator[Visit]:
    """The page."""
    with visit(browser, desk.base) as made:
        ids["speaker"] = quote(EVIL, safe="")
        ids["batch"] = desk.get("batches")["items"][0]["id"]
        made.expected.append("as_of=%3Cscript")  # a moment that is none is refused
        ids["event"] = desk.all("events")[0]["id"]
        yield made


@pytest.mark.parametrize("path", PAGES)
def test_what_means_harm_is_shown_as_words(at: Visit, ids: dict[str, str], path: str) -> None:
    at.go(path.format(**ids))
    harmless(at)


def test_a_report_reads_as_it_was_written(at: Visit, ids: dict[str, str]) -> None:
    at.go(f"/report/{ids['evil']}")
    text = at.page.locator("#text").inner_text()
    assert SCRIPT in text and "javascript:alert(3)" in text
    assert "\u202e" not in text and "\u202d" not in text and "\u25afnekat" in text, (
        "letters that turn the direction around are shown as boxes"
    )
    assert at.page.locator("a[href^='javascript:']").count() == 0
    at.shoot("hostile-report")


def test_a_table_of_5_mb_comes_in_as_words(at: Visit) -> None:
    at.go("/ingest")
    given: list[FilePayload] = [
        {"name": "<img src=/stolen>.html", "mimeType": "text/html", "buffer": TABLE.encode()},
        {"name": "long.txt", "mimeType": "text/plain", "buffer": LONG.encode()},
    ]
    at.page.locator("input[type=file]").first.set_input_files(given)
    job = at.page.locator("article.job").first
    job.get_by_text("done", exact=True).wait_for(timeout=PATIENCE)
    assert "1 new" in job.inner_text() and "1 rejected" in job.inner_text()
    assert "long.txt: " in job.inner_text(), "a text that is too long is refused, with the reason"
    harmless(at)
    at.shoot("hostile-ingest")
    job.get_by_role("link", name="stolen>").click()  # the last part of its name, as if it were a path
    at.page.locator("#text").wait_for()
    at.settle()
    assert f"{ROWS - 1}" in (at.page.locator("#text").text_content() or "")
    harmless(at)
    at.shoot("hostile-table")


def test_a_text_of_5_mb_is_shown_and_the_page_answers(at: Visit, ids: dict[str, str]) -> None:
    at.page.goto(f"/report/{ids['long']}")
    at.page.locator("#text").wait_for(timeout=PATIENCE)
    assert at.page.evaluate("() => document.getElementById('text').textContent.length") == len(LONG)
    at.page.locator("#text").press("ArrowDown")
    harmless(at)


UNSEEN: Final = """() => {
    const unseen = /[\\u0000-\\u0008\\u000b\\u000e-\\u001f\\u200b\\u202a-\\u202e\\u2060-\\u2067\\u3164\\ufeff\\u{e0000}-\\u{e0fff}]/u;
    const found = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) found.push(texts.currentNode.data);
    for (const at of document.querySelectorAll('[title], [aria-label], [aria-valuetext], [alt]'))
        for (const name of ['title', 'aria-label', 'aria-valuetext', 'alt']) found.push(at.getAttribute(name) ?? '');
    return found.filter(text => unseen.test(text));
}"""  # what the page shows, or has read out, with letters in it that turn others around or that nobody sees


def harmless(at: Visit) -> None:
    """Fails if a script of a report ran, an element of one is there, or what nobody sees is; and if the page does not answer a key soon."""
    page = at.page
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate("() => window.ran === undefined")
    assert (
        page.locator(
            "script:not([src]), main script, img:not([src='/mark.svg']), svg[onload], [onerror], [onmouseover], iframe, object"
        ).count()
        == 0
    )
    assert not [url for url in at.asked if url.endswith("/stolen")]
    begun = time.monotonic()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("heading", name="Keyboard shortcuts").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Keyboard shortcuts").wait_for(state="hidden")
    assert time.monotonic() - begun < SOON
