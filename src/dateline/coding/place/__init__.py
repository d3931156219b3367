"""Where it happened: what the place mentions of a report stand for, and which countries the report is about."""

from dateline.coding.place.context import PlaceContext
from dateline.coding.place.countries import report_countries
from dateline.coding.place.finding import find_places
from dateline.coding.place.resolving import resolve_places

__all__ = ["PlaceContext", "find_places", "report_countries", "resolve_places"]
