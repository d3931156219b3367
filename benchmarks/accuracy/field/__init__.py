"""The table of the field: Dateline on public test beds, beside the best published figure, a trivial answer and peers on the same input."""
