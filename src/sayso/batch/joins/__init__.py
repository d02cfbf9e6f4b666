"""What reports have to do with each other, found for all of them at once.

`arranging` brings together the items that may meet; `meeting` lets them, and `judges` knows what is said of
two that do. `documents` says which reports count, the rest settles what the pairs come to.
"""
