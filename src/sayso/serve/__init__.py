"""A ledger in the browser: `sayso.serve.app.application` makes the pages, `sayso serve` serves them.

A page is one module in `sayso.serve.pages` with one function: it is asked (`sayso.serve.page.Asked`), asks
the desk, and answers with a template and its values (`sayso.serve.page.Answer`). `sayso.serve.routes` is the
table of all pages.
"""
