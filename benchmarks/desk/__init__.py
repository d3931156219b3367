"""How fast the desk answers over a large ledger."""
