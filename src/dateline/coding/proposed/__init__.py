"""What a language model proposes, held to the text: a reading of nothing but what the report says word for word.

The model is asked by a callable that comes from outside; this package writes the questions and checks the answers, and knows no network.
"""

from dateline.coding.proposed.reading import Rules, read
from dateline.coding.proposed.tally import REASONS

__all__ = ["REASONS", "Rules", "read"]
