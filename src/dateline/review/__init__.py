"""What leaves a ledger for good: releases, what changed between two of them, and how much of the world they cover."""
