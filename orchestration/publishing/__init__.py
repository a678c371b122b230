"""Publishing: complete, checked builds of the marts, for readers of any kind.

`folder` keeps builds and swaps the current one, `export` writes a build's files,
`manifest` describes them, `assets` is the step of the Dagster job.
"""
