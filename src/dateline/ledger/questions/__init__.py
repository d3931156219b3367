"""What can be asked of the ledger: one file a question, and what they share.

asked, filters, tiles: a View as the tables understand it. walk, standing: the claims it sees, in order, as they stood then.
rows, answer: what comes back. ids: what people call a claim, an event, a report.
"""
