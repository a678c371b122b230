"""`make run`: the Dagster job in this process, without the UI.

`__main__` runs it, `news` says whether there is anything to do, `lock` keeps a second
run away, `obstacles` says what is in the way, `console` shows how far it is, `summary`
says what came out.
"""
