"""No labelled report of ours may hold text of the coded reports that measure us, or of the public corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

held = pytest.importorskip("held")
labelled = pytest.importorskip("labelled")
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted((ROOT / "training" / "data" / "reports").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_labelled_reports_keep_the_format(path: Path) -> None:
    assert labelled.read(path)[1] == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_labelled_report_is_a_held_one(path: Path) -> None:
    runs = held.held_runs(SHARED)
    assert runs
    for report in labelled.read(path)[0]:
        shared = [r for r in held.runs(report.text) if r in runs]
        assert not shared, f"{report.id} shares ten words in a row with a held report"
