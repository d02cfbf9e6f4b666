"""The pages, one module each, with one function that is asked and answers."""
