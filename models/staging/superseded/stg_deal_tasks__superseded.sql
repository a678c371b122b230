{{ superseded_rows('deal_tasks') }}
