"""Across reports: the same claim, copied text, origins, disputes, positions, stories.

Everything here is a pure function of typed values; what is kept, and where, is the ledger's business.
"""
