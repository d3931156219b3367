"""The whole journey through the desk on the demonstration dossier, as a person makes it: every step is a click, a key or a drop.

One thing is done without the page: the corrections of docs/examples/dossier-corrections.json are recorded through the API once the
reports are in, since the coder alone does not get all of them right yet (docs/dossier.py records the same).
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest
from desks import Desk, serve
from docs.dossier import CORRECTIONS
from visits import Visit, visit

from dateline.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

BUNDLED: Final = files("dateline.knowledge") / "demo"
REPORTS: Final[list[dict[str, Any]]] = json.loads((BUNDLED / "index.json").read_text(encoding="utf-8"))
CODING: Final[int] = 90_000  # milliseconds in which all reports are coded
TOLLS: Final = ("182 killed", "100 of its men")  # soldiers killed in December 2016, by two of the sources
PALMYRA: Final = (34.5624, 38.284)  # latitude and longitude, degrees
CONTESTED: Final = "Palmyra: contested: Government of Syria, Islamic State"
LOST: Final = "Palmyra: held by Islamic State"
HELD: Final = "Palmyra: held by Government of Syria"


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    """One person's desk over a ledger that holds nothing yet."""
    with serve(folder / "journey.db", "--by", "ada") as made:
        yield made


def test_the_whole_journey(browser: Browser, desk: Desk) -> None:
    with visit(browser, desk.base, accept_downloads=True) as at:
        take_in(at)
        mend(desk)
        replay(at)
        toll = compare(at, desk)
        read(at, toll)
        claim, entry = correct(at, desk)
        take_back(at, desk, claim, entry)
        review(at, desk)
        export(at, desk)
        look_at_the_rest(at)


# ---- reports come in


def take_in(at: Visit) -> None:
    """Drops the bundled reports on the page, and waits until all are coded."""
    page = at.page
    at.go("/ingest")
    drop(page.locator(".drop"), dossier())
    job = page.locator("article.job")
    job.get_by_text("done", exact=True).wait_for(timeout=CODING)
    assert "20 new" in job.inner_text() and "rejected" not in job.inner_text()
    assert job.locator("li a").count() == len(REPORTS)
    at.shoot("ingest")


def dossier() -> list[tuple[str, str]]:
    """The bundled reports as files: a page and a Markdown text as they are, the plain texts as records with what is known of them."""
    lines, pages = [], []
    for row in REPORTS:
        text = (BUNDLED / row["file"]).read_text(encoding="utf-8")
        if row["file"].endswith(".txt"):
            lines.append(
                json.dumps({name: row[name] for name in ("id", "published", "outlet", "agencies", "place_filed")} | {"text": text})
            )
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


def replay(at: Visit) -> None:
    """Moves the slider over 11 December 2016: with what came out that day, Palmyra changes hands."""
    page = at.page
    at.go("/")
    at.settle_map()
    assert re.match(r"[1-9]\d* events in view", page.locator(".top h2").inner_text())
    page.mouse.move(*spot(at, *PALMYRA))
    page.wait_for_selector(".pane canvas.touching")  # the map says that there is something to click at Palmyra
    slider = page.get_by_label("As of: what had been published by")
    slider.fill(str((date(2016, 12, 10) - date(1970, 1, 1)).days))
    told(at, CONTESTED)
    assert "as_of=2016-12-10" in page.url
    at.settle_map()
    at.shoot("map-10-december")
    slider.press("ArrowRight")
    told(at, LOST)
    assert "as_of=2016-12-11" in page.url
    at.settle_map()
    at.shoot("map-11-december")
    moment = page.get_by_label("As of", exact=True)
    for when, says in (("2016-12-11T08:00Z", HELD), ("2016-12-11T16:00Z", LOST)):
        moment.fill(when)
        moment.press("Enter")
        told(at, says)
    page.get_by_role("link", name="Palmyra", exact=True).click()
    at.settle()
    assert "/control" in page.url and "as_of=2016-12-11T16" in page.url, "the moment goes with the link"
    page.get_by_role("article", name="Palmyra").get_by_text("held by Islamic State").first.wait_for()
    at.shoot("control")


def spot(at: Visit, lat: float, lon: float) -> tuple[float, float]:
    """Where a place is on the screen, by the middle and the zoom of the map that the address tells."""
    box = at.page.locator(".pane canvas").bounding_box()
    told = re.search(r"[?&]at=([-\d.]+),([-\d.]+),([\d.]+)", unquote(at.page.url))
    assert box and told
    middle_lat, middle_lon, zoom = map(float, told.groups())
    scale = 512 * 2**zoom  # pixels around the world

    def down(degrees: float) -> float:
        return (1 - math.asinh(math.tan(math.radians(degrees))) / math.pi) / 2 * scale

    right = (lon - middle_lon) / 360 * scale
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down(lat) - down(middle_lat)


def told(at: Visit, words: str) -> None:
    """Waits until the list beside the map says who holds a place."""
    at.page.locator(".list li", has_text=words).wait_for()


# ---- an incident, its figures and their sentences


def compare(at: Visit, desk: Desk) -> str:
    """Opens the incident of December's dead, and switches the policy. Gives the words that one source is printed with."""
    page = at.page
    incident = incident_of(desk, TOLLS[0])
    at.go("/incidents?during=2016-12")
    at.shoot("incidents")
    page.locator(f"a[href^='/incident/{incident}']").first.click()
    page.get_by_role("heading", name="Who says what").wait_for()
    at.settle()
    matrix = page.get_by_role("table", name="The claims: a row an independent source, a column a measure")
    rows = [row.inner_text() for row in matrix.locator("tbody tr").all()]
    for toll in TOLLS:
        assert sum(toll in row for row in rows) == 1, f"a row of its own for “{toll}”"
    assert len(rows) == len(desk.get(f"incidents/{incident}")["matrix"]["rows"])
    before = figures(at)
    assert before == reckoned(desk, incident, "ucdp")
    at.shoot("incident-ucdp")
    page.get_by_role("button", name="ACLED").click()
    page.wait_for_function("before => document.querySelector('article .total')?.textContent !== before", arg=before[0][0])
    after = figures(at)
    assert after == reckoned(desk, incident, "acled")
    assert before[0][0] != after[0][0] and before[0][1] != after[0][1], "another figure, for another reason"
    assert "policy=acled" in page.url
    at.shoot("incident-acled")
    return TOLLS[0]


def incident_of(desk: Desk, words: str) -> str:
    """The incident of a claim with some words."""
    claims = {c["id"] for c in desk.all("claims", during="2016-12") if words in c["words"]}
    found: str = next(i["id"] for i in desk.all("incidents", during="2016-12") if claims & {*i["claims"]})
    return found


def figures(at: Visit) -> list[tuple[str, str]]:
    """The figures that the incident's page gives by its policy, each with its sentence of reason."""
    page = at.page
    cards = page.locator(".cards[aria-live] article").all()
    return [(card.locator(".total").inner_text(), card.locator(".reason").inner_text()) for card in cards]


def reckoned(desk: Desk, incident: str, policy: str) -> list[tuple[str, str]]:
    """The same, as the API gives them."""
    return [(r["text"], r["reason"]) for r in desk.get(f"incidents/{incident}", policy=policy)["headlines"]]


def read(at: Visit, words: str) -> None:
    """Opens the sentence of a figure: the reader marks it in its report."""
    page = at.page
    page.locator("tbody a", has_text=words).first.click()
    chosen = page.locator("#text .chosen")
    chosen.first.wait_for()
    assert words in "".join(chosen.all_inner_texts())
    assert chosen.first.evaluate(
        "at => { const box = at.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    at.shoot("report")


# ---- a correction, and its way back


def correct(at: Visit, desk: Desk) -> tuple[dict[str, Any], int]:
    """Puts the place of a claim right through the page. Gives the claim as it was, and the entry made."""
    page = at.page
    claim = next(c for c in desk.all("claims", report="20-sukhnah") if len(c["places"]) == 1)
    at.go("/reports")
    at.shoot("reports")
    page.get_by_role("link", name=re.compile("Sukhnah on the way")).click()
    page.locator("#text").wait_for()
    page.goto(f"{page.url.split('?')[0]}?claim={claim['id']}")
    page.get_by_role("button", name="Correct Where", exact=True).click()
    form = page.get_by_role("form", name="Correct: Where")
    form.get_by_label("Find a place").fill("Tadmur")
    candidate = form.get_by_role("list", name="Candidates").get_by_role("button").filter(has_text="Palmyra").first
    candidate.click()
    form.get_by_label("Reason").fill("the road to Palmyra, and not the town")
    at.shoot("report-correct-place")
    form.get_by_role("button", name="Record").click()
    page.locator(".messages", has_text="Corrected: where.").wait_for()
    form.wait_for(state="detached")
    now = desk.get(f"claims/{claim['id']}")
    assert [p["text"] for p in now["places"]] != [p["text"] for p in claim["places"]] and now["corrected"] == ["places"]
    (change,) = [e for e in desk.get(f"claims/{claim['id']}/history")["items"] if e["what"] == "corrected"]
    assert change["author"] == "person:ada" and change["field"] == "places"
    return claim, change["seq"]


def take_back(at: Visit, desk: Desk, claim: dict[str, Any], entry: int) -> None:
    """Finds the correction in the log, with who and why, and takes it back there."""
    page = at.page
    page.get_by_role("link", name="Log", exact=True).click()
    at.settle()
    row = page.locator("tbody tr", has=page.locator(f"#entry-{entry}"))
    row.wait_for()
    said = row.inner_text()
    assert "Corrected: places" in said and "ada" in said and "the road to Palmyra, and not the town" in said
    at.shoot("log")
    row.get_by_role("button", name=f"Undo entry {entry}").click()
    row.get_by_label(f"Why entry {entry} is taken back").fill("it was the town after all")
    row.get_by_role("button", name="Take back").click()
    row.get_by_text(re.compile(r"taken back by entry \d+")).wait_for()
    assert desk.get(f"claims/{claim['id']}")["places"] == claim["places"]
    page.get_by_role("button", name="Verify the log").click()
    page.get_by_text("Nothing was changed:").wait_for()
    at.shoot("log-taken-back")


# ---- the queue, by keyboard


def review(at: Visit, desk: Desk) -> None:
    """Decides three links, each by one key."""
    page = at.page
    at.go("/queue?kind=link")
    page.get_by_role("heading", name="One act or two?").wait_for()
    at.shoot("queue")
    for done, key in enumerate("sdu", 1):
        page.keyboard.press(key)
        page.locator(".progress", has_text=f"{done} decided").wait_for()
    page.wait_for_function("() => !document.querySelector('.progress').textContent.includes('recording')")
    with Ledger.open(desk.ledger, create=False) as kept:
        made = [e for e in kept.store.entries() if e.kind == "judgement" and e.author == "person:ada"]
    assert [e.payload and e.payload["verdict"] for e in made] == ["same", "different", "unsure"]
    assert len({e.subject for e in made}) == 3
    assert desk.get("queue", kind="link")["progress"]["by_kind"]["link"]["done"] == 3
    at.settle()
    at.shoot("queue-decided")


# ---- the record goes out


def export(at: Visit, desk: Desk) -> None:
    """Reads what ACLED's format loses, and downloads it."""
    page = at.page
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_role("radio", name="ACLED CSV").check()
    page.get_by_label("with what no person has reviewed").first.check()
    losses = desk.get("exports/acled/loss", unreviewed=True)
    assert losses["rows"] > 20 and len(losses["losses"]) > 5
    section = page.locator("section", has=page.locator("#losses-title")).last
    section.get_by_text(losses["losses"][0]["sentence"]).wait_for()
    said = section.inner_text()
    assert f"{losses['rows']} rows" in said and all(loss["sentence"] in said for loss in losses["losses"])
    at.shoot("export")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download ACLED CSV").click()
    assert waited.value.suggested_filename == "dateline-acled.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waited.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == losses["rows"] and len(rows[0]) == 31
    palmyra = [r for r in rows if r["location"] == "Palmyra" and r["event_date"] == "2016-12-11"]
    assert {r["sub_event_type"] for r in palmyra} >= {"Non-state actor overtakes territory"}


def look_at_the_rest(at: Visit) -> None:
    """Keeps what the other pages look like, and the first pages in the dark and on a telephone."""
    page = at.page
    for path, name in (
        ("/sources", "sources"),
        ("/speaker/Syrian%20Observatory%20for%20Human%20Rights", "speaker"),
        ("/batches", "batches"),
    ):
        at.go(path)
        at.shoot(name)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 380, "height": 800})
    for path, name in (("/", "map"), ("/incidents", "incidents"), ("/queue", "queue")):
        at.go(path)
        at.shoot(f"{name}-dark-380")
