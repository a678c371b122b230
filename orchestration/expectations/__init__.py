"""Great Expectations at the borders: raw tables as received, marts as published.

`suites` says what is expected, `figures` takes one row of figures for each table,
`validation` compares them, `words` says what decided, `results` keeps what came out.
Between the borders dbt's own tests check; a rule stands in one of the two.
"""
