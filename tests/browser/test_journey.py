"""The whole journey through the desk on the demonstration dossier, as a person makes it: every step is a click, a key or a drop.

One thing is done without the page: the corrections of docs/examples/dossier-corrections.json are recorded through the API once the
reports are in, since the coder alone does not get all of them right yet (docs/dossier.py records the same).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from desks import Desk, serve
from watching import settle, shoot, watched

from docs.dossier import CORRECTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

BUNDLED: Final = files("dateline.knowledge") / "demo"
REPORTS: Final[list[dict[str, Any]]] = json.loads((BUNDLED / "index.json").read_text(encoding="utf-8"))
CODING: Final[int] = 90_000  # milliseconds in which all reports are coded
TOLLS: Final = ("182 killed", "100 of its men")  # soldiers killed in December 2016, by two of the sources
CONTESTED: Final = "Palmyra: contested: Government of Syria, Islamic State"
LOST: Final = "Palmyra: held by Islamic State"
HELD: Final = "Palmyra: held by Government of Syria"


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    """One person's desk over a ledger that holds nothing yet."""
    with serve(folder / "journey.db", "--by", "ada") as made:
        yield made


def test_the_whole_journey(browser: Browser, desk: Desk) -> None:
    with watched(browser, desk.base, accept_downloads=True) as (page, _):
        take_in(page)
        mend(desk)
        replay(page)
        toll = compare(page, desk)
        read(page, toll)
        claim, entry = correct(page, desk)
        take_back(page, desk, claim, entry)
        review(page, desk)
        export(page, desk)
        look_at_the_rest(page)


# ---- reports come in

def take_in(page: Page) -> None:
    """Drops the bundled reports on the page, and waits until all are coded."""
    page.goto("/ingest")
    settle(page)
    drop(page.locator(".drop"), dossier())
    job = page.locator("article.job")
    job.get_by_text("done", exact=True).wait_for(timeout=CODING)
    assert "20 new" in job.inner_text() and "rejected" not in job.inner_text()
    assert job.locator("li a").count() == len(REPORTS)
    shoot(page, "ingest")


def dossier() -> list[tuple[str, str]]:
    """The bundled reports as files: a page and a Markdown text as they are, the plain texts as records with what is known of them."""
    lines, pages = [], []
    for row in REPORTS:
        text = (BUNDLED / row["file"]).read_text(encoding="utf-8")
        if row["file"].endswith(".txt"):
            lines.append(json.dumps({name: row[name] for name in ("id", "published", "outlet", "agencies", "place_filed")} | {"text": text}))
        else:
            pages.append((row["file"], text))
    return [("dossier.jsonl", "\n".join(lines)), *pages]


def drop(onto: Locator, given: list[tuple[str, str]]) -> None:
    """Drops files, as the browser would hand them over."""
    data = onto.page.evaluate_handle(
        "files => { const data = new DataTransfer(); for (const [name, text] of files) data.items.add(new File([text], name)); return data }",
        [list(file) for file in given],
    )
    for kind in ("dragover", "drop"):
        onto.dispatch_event(kind, {"dataTransfer": data})


def mend(desk: Desk) -> None:
    """Records the corrections through the API, each of the claims that hold its words."""
    for row in json.loads(CORRECTIONS.read_text(encoding="utf-8")):
        found = [c for c in desk.all("claims", report=row["report"]) if row["words"] in c["words"]]
        assert found, row["words"]
        for claim in found:
            desk.post(f"claims/{claim['id']}/corrections", {name: row[name] for name in ("field", "value", "reason")})


# ---- the map, and what was known when

def replay(page: Page) -> None:
    """Moves the slider over 11 December 2016: with what came out that day, Palmyra changes hands."""
    page.goto("/")
    page.wait_for_selector(".pane canvas")
    page.wait_for_function("() => new URLSearchParams(location.search).has('at')")
    settle(page)
    assert re.match(r"[1-9]\d* events in view", page.locator(".top h2").inner_text())
    slider = page.get_by_label("As of: what had been published by")
    slider.fill(str((date(2016, 12, 10) - date(1970, 1, 1)).days))
    told(page, CONTESTED)
    assert "as_of=2016-12-10" in page.url
    shoot(page, "map-10-december")
    slider.press("ArrowRight")
    told(page, LOST)
    assert "as_of=2016-12-11" in page.url
    shoot(page, "map-11-december")
    moment = page.get_by_label("As of", exact=True)
    for when, says in (("2016-12-11T08:00Z", HELD), ("2016-12-11T16:00Z", LOST)):
        moment.fill(when)
        moment.press("Enter")
        told(page, says)
    page.get_by_role("link", name="Palmyra", exact=True).click()
    settle(page)
    assert "/control" in page.url and "as_of=2016-12-11T16" in page.url, "the moment goes with the link"
    page.get_by_role("article", name="Palmyra").get_by_text("held by Islamic State").first.wait_for()
    shoot(page, "control")


def told(page: Page, words: str) -> None:
    """Waits until the list beside the map says who holds a place."""
    page.locator(".list li", has_text=words).wait_for()


# ---- an incident, its figures and their sentences

def compare(page: Page, desk: Desk) -> str:
    """Opens the incident of December's dead, and switches the policy. Gives the words that one source is printed with."""
    incident = incident_of(desk, TOLLS[0])
    page.goto("/incidents?during=2016-12")
    settle(page)
    shoot(page, "incidents")
    page.locator(f"a[href^='/incident/{incident}']").first.click()
    page.get_by_role("heading", name="Who says what").wait_for()
    settle(page)
    matrix = page.get_by_role("table", name="The claims: a row an independent source, a column a measure")
    rows = [row.inner_text() for row in matrix.locator("tbody tr").all()]
    for toll in TOLLS:
        assert sum(toll in row for row in rows) == 1, f"a row of its own for “{toll}”"
    assert len(rows) == len(desk.get(f"incidents/{incident}")["matrix"]["rows"])
    before = figures(page)
    assert before == reckoned(desk, incident, "ucdp")
    shoot(page, "incident-ucdp")
    page.get_by_role("button", name="ACLED").click()
    page.wait_for_function("before => document.querySelector('article .total')?.textContent !== before", arg=before[0][0])
    after = figures(page)
    assert after == reckoned(desk, incident, "acled")
    assert before[0][0] != after[0][0] and before[0][1] != after[0][1], "another figure, for another reason"
    assert "policy=acled" in page.url
    shoot(page, "incident-acled")
    return TOLLS[0]


def incident_of(desk: Desk, words: str) -> str:
    """The incident of a claim with some words."""
    claims = {c["id"] for c in desk.all("claims", during="2016-12") if words in c["words"]}
    found: str = next(i["id"] for i in desk.all("incidents", during="2016-12") if claims & {*i["claims"]})
    return found


def figures(page: Page) -> list[tuple[str, str]]:
    """The figures that the incident's page gives by its policy, each with its sentence of reason."""
    cards = page.locator(".cards[aria-live] article").all()
    return [(card.locator(".total").inner_text(), card.locator(".reason").inner_text()) for card in cards]


def reckoned(desk: Desk, incident: str, policy: str) -> list[tuple[str, str]]:
    """The same, as the API gives them."""
    return [(r["text"], r["reason"]) for r in desk.get(f"incidents/{incident}", policy=policy)["headlines"]]


def read(page: Page, words: str) -> None:
    """Opens the sentence of a figure: the reader marks it in its report."""
    page.locator("tbody a", has_text=words).first.click()
    chosen = page.locator("#text .chosen")
    chosen.first.wait_for()
    assert words in "".join(chosen.all_inner_texts())
    assert chosen.first.evaluate("at => { const box = at.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }")
    shoot(page, "report")


# ---- a correction, and its way back

def correct(page: Page, desk: Desk) -> tuple[dict[str, Any], int]:
    """Puts the place of a claim right through the page. Gives the claim as it was, and the entry made."""
    claim = next(c for c in desk.all("claims", report="20-sukhnah") if len(c["places"]) == 1)
    page.goto("/reports")
    settle(page)
    shoot(page, "reports")
    page.get_by_role("link", name=re.compile("Sukhnah on the way")).click()
    page.locator("#text").wait_for()
    page.goto(f"{page.url.split('?')[0]}?claim={claim['id']}")
    page.get_by_role("button", name="Correct Where", exact=True).click()
    form = page.get_by_role("form", name="Correct: Where")
    form.get_by_label("Find a place").fill("Tadmur")
    candidate = form.get_by_role("list", name="Candidates").get_by_role("button").filter(has_text="Palmyra").first
    candidate.click()
    form.get_by_label("Reason").fill("the road to Palmyra, and not the town")
    shoot(page, "report-correct-place")
    form.get_by_role("button", name="Record").click()
    page.locator(".messages", has_text="Corrected: where.").wait_for()
    form.wait_for(state="detached")
    now = desk.get(f"claims/{claim['id']}")
    assert [p["text"] for p in now["places"]] != [p["text"] for p in claim["places"]] and now["corrected"] == ["places"]
    (change,) = [e for e in desk.get(f"claims/{claim['id']}/history")["items"] if e["what"] == "corrected"]
    assert change["author"] == "person:ada" and change["field"] == "places"
    return claim, change["seq"]


def take_back(page: Page, desk: Desk, claim: dict[str, Any], entry: int) -> None:
    """Finds the correction in the log, with who and why, and takes it back there."""
    page.get_by_role("link", name="Log", exact=True).click()
    settle(page)
    row = page.locator("tbody tr", has=page.locator(f"#entry-{entry}"))
    row.wait_for()
    said = row.inner_text()
    assert "Corrected: places" in said and "ada" in said and "the road to Palmyra, and not the town" in said
    shoot(page, "log")
    row.get_by_role("button", name=f"Undo entry {entry}").click()
    row.get_by_label(f"Why entry {entry} is taken back").fill("it was the town after all")
    row.get_by_role("button", name="Take back").click()
    row.get_by_text(re.compile(r"taken back by entry \d+")).wait_for()
    assert desk.get(f"claims/{claim['id']}")["places"] == claim["places"]
    page.get_by_role("button", name="Verify the log").click()
    page.get_by_text("Nothing was changed:").wait_for()
    shoot(page, "log-taken-back")


# ---- the queue, by keyboard

def review(page: Page, desk: Desk) -> None:
    """Decides three links, each by one key."""
    page.goto("/queue?kind=link")
    page.locator("article.item h2").wait_for()
    settle(page)
    shoot(page, "queue")
    waiting = desk.get("queue", kind="link")["items"][:3]
    for item, key in zip(waiting, "sdu", strict=True):
        page.locator("article.item", has_text=item["reason"]).first.wait_for()
        page.keyboard.press(key)
    page.locator(".progress", has_text="3 decided").wait_for()
    page.wait_for_function("() => !document.querySelector('.progress').textContent.includes('recording')")
    made = [e for e in desk.get("entries", kind="judgement", limit=10)["items"] if e["author"] == "person:ada"]
    assert len(made) == 3
    progress = desk.get("queue", kind="link")["progress"]
    assert progress["by_kind"]["link"]["done"] == 3
    shoot(page, "queue-decided")


# ---- the record goes out

def export(page: Page, desk: Desk) -> None:
    """Reads what ACLED's format loses, and downloads it."""
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_role("radio", name="ACLED CSV").check()
    page.get_by_label("with what no person has reviewed").first.check()
    losses = desk.get("exports/acled/loss", unreviewed=True)
    assert losses["rows"] > 20 and len(losses["losses"]) > 5
    section = page.locator("section", has=page.locator("#losses-title")).last
    section.get_by_text(losses["losses"][0]["sentence"]).wait_for()
    said = section.inner_text()
    assert f"{losses['rows']} rows" in said and all(loss["sentence"] in said for loss in losses["losses"])
    shoot(page, "export")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download ACLED CSV").click()
    assert waited.value.suggested_filename == "dateline-acled.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waited.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == losses["rows"] and len(rows[0]) == 31
    palmyra = [r for r in rows if r["location"] == "Palmyra" and r["event_date"] == "2016-12-11"]
    assert {r["sub_event_type"] for r in palmyra} >= {"Non-state actor overtakes territory"}


def look_at_the_rest(page: Page) -> None:
    """Keeps what the other pages look like, and the first pages in the dark and on a telephone."""
    for path, name in (("/sources", "sources"), ("/speaker/Syrian%20Observatory%20for%20Human%20Rights", "speaker"), ("/batches", "batches")):
        page.goto(path)
        settle(page)
        shoot(page, name)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 380, "height": 800})
    for path, name in (("/", "map"), ("/incidents", "incidents"), ("/queue", "queue")):
        page.goto(path)
        settle(page)
        shoot(page, f"{name}-dark-380")
