"""The desk: an API and a page over one ledger, for one person on this machine or for a team. `create_app` is where to begin.

    app, serving       the application, and what it was started with
    desk               what a request works with: the ledger, the board, the models
    board, cells       the map's events as columns of numbers, and their bins
    routes, shapes     the addresses under /api, and what goes in and out of them
    gate, viewer       who may ask, and what they may see
    page               the built page, which the package carries

Needs the extra: pip install 'dateline[serve]'.
"""
