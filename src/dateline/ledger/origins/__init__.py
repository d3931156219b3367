"""Where a story comes from: reports that are copies of others, claims that repeat one statement, and how many origins are left.

`settling` derives it while entries are recorded or replayed, `lookup` reads it, `lineage` shows it. It depends on which reports
and claims the log holds, and never on the order in which they came in.
"""
