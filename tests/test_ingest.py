"""Many reports through the real coder: the demonstration reports, as the command line codes them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from contract import faults
from dateline.cli.demo import bundled
from dateline.export import jsonl
from dateline.records import Coded, Document


def test_the_demonstration_reports_are_read_whole() -> None:
    found = list(bundled())
    assert len(found) == 20 and all(isinstance(d, Document) for d in found)
    assert all(d.title and d.published and d.language == "en" for d in found if isinstance(d, Document))


def test_every_demonstration_report_codes_into_the_contract(coded_reports: Sequence[Coded]) -> None:
    assert len(coded_reports) == 20
    for result in coded_reports:
        assert faults(json.loads(jsonl.line(result))) == [], result.document.id
