"""Every pattern of the grammar finds its own example."""

from __future__ import annotations

import pytest

from dateline.coding.time.grammar import rules
from dateline.coding.time.readings import READERS
from dateline.knowledge.calendar import expression_table

EXPRESSIONS = [*expression_table().expressions, *expression_table().loose]


@pytest.mark.parametrize("number", range(len(EXPRESSIONS)), ids=[f"{e.name}: {e.example}" for e in EXPRESSIONS])
def test_a_pattern_finds_its_example(number):
    expression, rule = EXPRESSIONS[number], rules()[number]
    text = f"{expression.lead}{expression.example}."
    match = rule.pattern.search(text)
    assert match is not None
    assert text[match.start() : match.end()] in {expression.example, text[:-1]}
    assert rule.name in READERS
