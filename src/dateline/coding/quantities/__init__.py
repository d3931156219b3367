"""Quantities of a report: candidate phrases, their numbers by the codebook's table, and what they count."""

from dateline.coding.quantities.finding import find_quantities
from dateline.coding.quantities.listed import add_listed
from dateline.coding.quantities.numbers import read_numbers
from dateline.coding.quantities.units import Unit, read_unit

__all__ = ["Unit", "add_listed", "find_quantities", "read_numbers", "read_unit"]
