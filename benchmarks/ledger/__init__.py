"""What the ledger bears: a million claims appended and asked, and its faults. See __main__.py."""
