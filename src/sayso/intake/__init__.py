"""Getting reports into a ledger: adding, following feeds, rereading, importing."""
