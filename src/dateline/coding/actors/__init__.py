"""Who is meant: each actor mention of one report becomes a canonical name, each source mention a voice."""

from dateline.coding.actors.context import ActorContext
from dateline.coding.actors.kinds import guess_kind
from dateline.coding.actors.resolve import resolve_actors
from dateline.coding.actors.voices import resolve_sources

__all__ = ["ActorContext", "guess_kind", "resolve_actors", "resolve_sources"]
