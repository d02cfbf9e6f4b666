"""``/api/``: the questions over a ledger as JSON.

`sayso.serve.api.questions` is the table of all of them; what routes them, checks what is asked and describes
them (``/api/openapi.json``) is made of it.
"""
