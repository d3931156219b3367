"""Records that people hold in tables, as claims with the table as their source: CSV with a mapping, ACLED, UCDP GED."""

from dateline.ledger.importing.acled import ACLED
from dateline.ledger.importing.mapping import load_mapping
from dateline.ledger.importing.scheme import Imported, Scheme, import_file
from dateline.ledger.importing.ucdp_ged import UCDP_GED

__all__ = ["ACLED", "UCDP_GED", "Imported", "Scheme", "import_file", "load_mapping"]
