"""The questions over a ledger: `sayso.ask.desk.Desk` has them, `sayso.open` gives one."""
