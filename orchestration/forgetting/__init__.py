"""Forgetting a person: `make forget CUSTOMER=...`.

`person` finds out whose rows those are, `warehouse` has them erased there, `builds`
rewrites what was published by what `texts` finds, `traces` removes what was written
besides; `forget` does all of it in order. Who was forgotten stays so by
`orchestration.erased_ids`. See docs/decisions/0010.
"""
