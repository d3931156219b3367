"""Linking: which reports tell of one act. Accounts are compared where a block brings them together, and gathered into incidents.

words, account: what is compared. blocking: which accounts meet. features, scorer: how alike two are, and why, in words.
clustering: from links to incidents. neighbourhood, judged: the tables kept up to date. Data: families.yaml, weights.json,
forms.tsv, common.tsv; `training/linking.py` makes the weights.
"""
