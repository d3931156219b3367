"""The desk's own database: accounts, sessions, API keys, and batches for double coding. It is no part of the ledger's log.

It lies beside the ledger, so that a ledger can be given away without what tells who worked on it: `palmyra.desk.db` beside
`palmyra.db`; of a ledger on a database server, in tables `desk_…` of that database.

    book         opens it
    tables       its tables
    accounts, sessions, keys, batches
"""
