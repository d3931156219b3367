"""No labelled report of ours may hold text of the coded reports that measure us, or of the public corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

held = pytest.importorskip("held")
labelled = pytest.importorskip("labelled")
foreign = pytest.importorskip("foreign")
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "training" / "data"
FILES = sorted(path for part in ("reports", "sentences", "twice") for path in (DATA / part).glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_labelled_reports_keep_the_format(path: Path) -> None:
    assert labelled.read(path)[1] == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_no_labelled_report_is_a_held_one(path: Path) -> None:
    runs = held.held_runs(SHARED)
    assert runs
    for report in labelled.read(path)[0]:
        shared = [r for r in held.runs(report.text) if r in runs]
        assert not shared, f"{report.id} shares ten words in a row with a held report"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")
def test_no_public_text_with_labels_of_ours_is_a_held_one() -> None:
    runs = held.held_runs(SHARED)
    reports = foreign.load()
    assert reports
    assert [r.id for r in reports if held.is_held(r.text, runs)] == []


def test_labels_on_public_texts_hold_positions_and_no_text() -> None:
    allowed = set(foreign.CHOSEN)
    for row in foreign.kept():
        assert row["id"].split("/")[0] in allowed
        assert "text" not in row
        assert all("text" not in claim for event in row["events"] for claim in event["claims"])


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="../shared/corpora is not here")
def test_labels_on_public_texts_lie_on_their_words() -> None:
    for report in foreign.load():
        for claim in (c for e in report.events for c in e.claims):
            assert claim.trigger is not None
            assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end <= len(report.text)


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="../shared/corpora is not here")
def test_texts_without_a_clear_licence_can_be_left_out() -> None:
    kept = {r.id.split("/")[0] for r in foreign.load(clear_only=True)}
    assert kept
    assert not kept & foreign.RESEARCH
