{{ config(meta=superseded_journal('deal_tasks')) }}
{{ superseded_rows('deal_tasks') }}
