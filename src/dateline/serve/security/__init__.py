"""Who may do what at the desk.

rules        the least role of every operation, in one table
allowing     holds each request to the table
gate         who a request comes from: a session, an API key, or nobody
passwords    argon2, a few at a time
tokens       sessions' tokens, what guards them against other sites, and API keys
origins      changes come from the desk's own page
limits       how often one may try, and write
"""
