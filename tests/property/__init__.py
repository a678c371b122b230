"""Property tests: the marts against an executable specification on random data.

Belongs here: `docs/semantics.md` as short brute-force Python, random and hand-made raw
data, and the comparison. Nothing here reads a model's SQL.
"""
