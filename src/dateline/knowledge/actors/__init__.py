"""Who is known before reading: armed groups, organisations, states, leaders, and the lexicon that finds them in words."""

from dateline.knowledge.actors.lexicon import Entry, Hit, Lexicon, load_lexicon
from dateline.knowledge.actors.registry import Actor, Alias, Leader, State, kind_of_name, load_actors, load_leaders, load_states
from dateline.knowledge.actors.words import Word, fold, split_words

__all__ = [
    "Actor",
    "Alias",
    "Entry",
    "Hit",
    "Leader",
    "Lexicon",
    "State",
    "Word",
    "fold",
    "kind_of_name",
    "load_actors",
    "load_leaders",
    "load_lexicon",
    "load_states",
    "split_words",
]
