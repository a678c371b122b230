"""The quality report: one page for a steward, without SQL.

`lists` says what is asked of the warehouse, `places` and `raw_files` where to look and
what was delivered; `failures` and `failed_checks` know what stopped a run,
`whereabouts` its file and owners, `expired_waivers` says what is let be no longer;
`content` puts it together, `page` makes one file of it and of `page.html`, `page.css`,
`page.js` and `texts.json`; `write` says where it goes.
"""
