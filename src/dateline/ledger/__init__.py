"""Many reports: the append-only log of claims, and the views over it. `Ledger` is where to begin.

from dateline.ledger import Ledger, View
with Ledger.open("dateline.db") as ledger:
    ledger.control("Palmyra", View(as_of="2016-12-11T12:00Z"))
"""

from dateline.ledger.entries import Received
from dateline.ledger.ledger import Ledger
from dateline.ledger.view import View

__all__ = ["Ledger", "Received", "View"]
