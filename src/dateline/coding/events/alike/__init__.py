"""What two triggers of a report have in common and what tells them apart, in numbers: what the judge of pairs reads.

Every number is made for all pairs at once, as a matrix [triggers, triggers]; of a pair, the row is the earlier trigger and the column the
later one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.coding.events.alike.fillers import figures, fillers
from dateline.coding.events.alike.matrix import Features, Matrix
from dateline.coding.events.alike.told import distance, kinds, scores
from dateline.coding.events.alike.wording import articles, words
from dateline.records import Reading, Resolved

__all__ = ["FEATURES", "Array", "Features", "Matrix", "features", "listed"]

Array = NDArray[np.float32]
FEATURES: Final[tuple[str, ...]] = tuple(
    """
    score odds best_of_earlier best_of_later behind_best sure sure_types type family mode talk deed scope campaign status happened
    denied to_come both_force both_taking attack_and_force often_earlier often_later next_of_type between_of_type first_of_type
    is_armed_clash is_air_strike is_shelling is_attack is_government_regains_territory is_statement is_agreement is_withdrawal
    is_remote_explosive is_abduction is_displacement is_property_destruction place_same place_other place_once initiator_same
    initiator_other initiator_once target_same target_other target_once when_same when_other when_once source_same source_other
    source_once area_same area_other area_once days_meet crossed all_same count_same count_other later_is_placed later_has_doer
    figure_same figure_other figure_once apart_0 apart_1 apart_2 apart_5 apart_more apart apart_share triggers_between in_first
    in_lead clauses word sentences_share sentences_rare clauses_share earlier_general later_general later_general_near earlier_the
    later_the earlier_one_more later_one_more later_another later_ago one_ago the_general
    """.split()  # noqa: SIM905
)


def listed(made: Features) -> Array:
    """[triggers, triggers, features]: what the judge is told of each pair, in the order of FEATURES."""
    shape = made["score"].shape
    return np.stack([np.broadcast_to(np.asarray(made[name], np.float32), shape) for name in FEATURES], -1)


def features(text: str, reading: Reading, resolved: Resolved) -> Features:
    """All that is known of each pair, by name."""
    return {
        **scores(reading.triggers, reading.same),
        **kinds(reading.triggers),
        **fillers(reading, resolved),
        **figures(reading, resolved),
        **distance(reading),
        **words(text, reading),
        **articles(text, reading),
    }
