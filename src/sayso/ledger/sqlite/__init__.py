"""The ledger in SQLite: all SQL lives here."""
