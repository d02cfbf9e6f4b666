"""The store: what was read, kept in one file, each report once.

Reading is apart from writing: a `sayso.ledger.base.View` answers questions, a `Writer` keeps reports.
"""
