"""Publishing: complete, checked builds of the marts, for readers of any kind.

`audit` says whether there may be one, `waived_checks` what did not keep it back,
`folder` keeps builds and swaps the current one, `current` reads and checks that one,
`export` writes a build's files with what `personal_data` and `stray_ids` (found by
`ids_in_texts`, of who was forgotten by `erased_in_texts`) leave to be seen, `manifest`
describes them, `inputs` what they were made of, `lineage` which bytes those were;
`publish` does all of it in order, `assets` is the step of the Dagster job, `previews`
what Dagster shows of rows.
"""
