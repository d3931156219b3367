"""Who held a place, and what was done to its sites: derived from claims, never recorded.

Four steps, each pure but the last:
    statement     what a claim says for one source: a party takes, holds, leaves or nears the place or a part of it (voices: who
                  says so, and how the speaker stands to it)
    acts          statements of the same change put together (rules: same act, told anew, undated, background)
    order, play   the acts one after the other, and the spells that follow (rules: told first, undoes, against; latest, retreat,
                  no order, own claim; standing: what one act makes of a place; allies)
    question      the claims that a view sees, fetched, and the answer

Only claims that say that something happened, is confirmed or goes on change anything. Claims that deny, doubt, plan or threaten
stand beside the spell that they are about. Nothing depends on the order of recording, and nothing is put to a vote: a change is
as strong as its best claim, and every claim is cited. The rules in full, for readers who mean to attack them:
docs/how-to/who-holds-a-place.md. sites and site_question do the same for damage.
"""
