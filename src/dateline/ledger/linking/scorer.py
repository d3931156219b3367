"""How sure it is that two accounts tell of one act: a logistic sum over readable features, with the weights of weights.json."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from dateline.ledger.linking.account import Account
from dateline.ledger.linking.features import features
from dateline.records.incident import Verdict

RULES: Final[int] = 1  # raised with every change of code that changes an account, a block, a feature or a group
WHOLE: Final[int] = 1_000_000  # a score of 1 as the index keeps it: whole numbers add up the same in any order


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature and where the verdicts part: from `same` on the same, below `unsure` different."""

    bias: float
    weights: Mapping[str, float]
    same: float
    unsure: float

    def score(self, found: Mapping[str, float]) -> float:
        """How sure, 0 to 1, from the features. Raises KeyError for a feature without a weight."""
        total = self.bias + sum(self.weights[name] * value for name, value in sorted(found.items()))
        return 1 / (1 + math.exp(-total))

    def verdict(self, score: float) -> Verdict:
        """What the machine says of a score."""
        return "same" if score >= self.same else "unsure" if score >= self.unsure else "different"


def score(a: Account, b: Account) -> int:
    """How sure it is that two accounts are of one act, in millionths; 0 where their kinds exclude it."""
    found = features(a, b)
    return 0 if found is None else round(scorer("accounts").score(found) * WHOLE)


@cache
def version() -> str:
    """A digest of everything that decides what is linked: the data files, and RULES for the code."""
    whole = sha256(str(RULES).encode())
    for name in ("weights.json", "families.yaml", "forms.tsv", "common.tsv"):
        whole.update((files("dateline.ledger.linking") / name).read_bytes())
    return whole.hexdigest()[:32]


@cache
def scorer(name: str) -> Scorer:
    """The weights of weights.json: "accounts" for the ledger's, "mentions" for words in texts (what the benchmark on texts scores)."""
    row = json.loads((files("dateline.ledger.linking") / "weights.json").read_text(encoding="utf-8"))[name]
    return Scorer(row["bias"], row["weights"], row["same"], row["unsure"])
