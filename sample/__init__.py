"""The sample company: a seeded world of customers, deals and surveys, and its truth.

Belongs here: generating raw tables in the form of the contract, planting defects, and
writing down what is true. Reading raw tables belongs to the dbt project; `docs/` says
what the world looks like (`sample-world.md`).
"""
