"""What a policy is: a named, documented way from the accounts of one scope to figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.making import Result


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: `name` as it is asked for, `title`, its `rule` in one sentence, and `method`, its table of number words.

    `reckon` gives the results of a case; none where the policy does not count what the case counts, which `counts` says.
    """

    name: str
    title: str
    rule: str
    counts: str
    method: str
    reckon: Callable[[Case], Iterable[Result]]
