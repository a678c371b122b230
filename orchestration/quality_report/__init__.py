"""The quality report: one page for a steward, without SQL.

`content` asks the warehouse, `page` makes one file of the answers, `page.html` is its
form; `write` says where it goes.
"""
