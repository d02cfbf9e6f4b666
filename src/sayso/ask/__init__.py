"""The questions over a ledger."""
