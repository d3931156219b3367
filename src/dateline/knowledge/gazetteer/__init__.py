"""Where the named places are: an index of GeoNames' places, built once, and the tables of spellings and missing places."""

from dateline.knowledge.gazetteer.candidate import Candidate
from dateline.knowledge.gazetteer.dump import import_dump
from dateline.knowledge.gazetteer.index import Gazetteer
from dateline.knowledge.gazetteer.names import fold_name, sound_name
from dateline.knowledge.gazetteer.words import PlaceWords, load_words

__all__ = ["Candidate", "Gazetteer", "PlaceWords", "fold_name", "import_dump", "load_words", "sound_name"]
