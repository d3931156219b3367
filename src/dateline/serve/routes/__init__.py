"""The addresses under /api, one file a resource: each parses the request, asks the ledger, and shapes the answer."""
