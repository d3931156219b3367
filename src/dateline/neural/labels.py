"""What the heads answer with: the label sets, in the order of the model's outputs. Training and run time both read them here."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


TYPES: Final = _names(
    "none armed_clash government_regains_territory non_state_actor_overtakes_territory air_strike shelling remote_explosive "
    "suicide_bombing grenade chemical_weapon attack abduction sexual_violence peaceful_protest protest_with_intervention "
    "force_against_protesters violent_demonstration mob_violence agreement arrest change_to_group disrupted_weapons_use "
    "base_established property_destruction territory_transfer withdrawal displacement siege aid statement sanction other"
)
MODES: Final = _names("none accuse condemn demand threaten deny reject announce praise consult")
STATUSES: Final = _names("happened confirmed ongoing planned threatened denied doubted hypothetical")
SCOPES: Final = _names("event campaign")
EXTENTS: Final = _names("none whole part approach")
KINDS: Final = _names("actor place time weapon quantity source")  # kinds of mention, each with its own begin/inside tags
ROLES: Final = _names("initiator target ally weapon place when source said joint")
MEASURES: Final = _names(
    "none killed injured killed_or_injured missing captured detained displaced abducted evacuated freed surrendered strikes "
    "attacks struck destroyed damaged seized troops participants other"
)
MARKS: Final = _names("stated suspected alternative self_claimed denied")
GROUPS: Final = _names("thing civilians combatants unknown children women men journalists aid_workers civilian_status_disputed")
VOICES: Final = _names("belligerent government monitor igo media witness official expert unknown")

ROLE_OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "actor": ("initiator", "target", "ally"),
    "place": ("place",),
    "time": ("when", "said"),
    "weapon": ("weapon",),
    "quantity": (),
    "source": ("source", "joint"),
}
TOKEN_BUCKETS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 32, 64, 128)  # wordpieces between two heads of a pair, either way
SENTENCE_REACH: Final[int] = 4  # sentences: farther apart, a trigger and a mention are not tied


def distance_buckets(pieces: NDArray[np.int64], sentences: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the distance class of each pair, by signed wordpieces and sentences between its two ends."""
    step = (np.abs(pieces)[..., None] >= np.array(TOKEN_BUCKETS)).sum(-1) - 1
    within = np.where(pieces >= 0, step, step + len(TOKEN_BUCKETS))
    across = 2 * len(TOKEN_BUCKETS) + np.clip(sentences, -SENTENCE_REACH, SENTENCE_REACH) + SENTENCE_REACH
    return np.where(sentences == 0, within, across)


DISTANCES: Final[int] = 2 * len(TOKEN_BUCKETS) + 2 * SENTENCE_REACH + 1
