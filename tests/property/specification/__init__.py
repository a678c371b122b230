"""`docs/semantics.md` as short Python functions, to be checked sentence by sentence.

Belongs here: what the marts must hold, computed the slow and obvious way from raw rows
that all count as used. Where a raw row ends, and money in other currencies, belong to
the tests of the staging layer.
"""
