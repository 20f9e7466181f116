"""Heads -> an index; the ledger of addresses and their fates, permalinks, moments."""
