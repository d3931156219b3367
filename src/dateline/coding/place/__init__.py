"""Where it happened: what the place mentions of a report stand for, and which countries the report is about."""

from dateline.coding.place.context import PlaceContext
from dateline.coding.place.countries import report_countries
from dateline.coding.place.finding import find_places, is_cased
from dateline.coding.place.resolving import resolve_places
from dateline.coding.place.somebody import find_somebody, is_somebody

__all__ = ["PlaceContext", "find_places", "find_somebody", "is_cased", "is_somebody", "report_countries", "resolve_places"]
