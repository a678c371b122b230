"""`make run`: the Dagster job in this process, without the UI.

`__main__` runs it, `console` shows how far it is, `summary` says what came out.
"""
