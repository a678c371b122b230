{{ superseded_rows('deal_stage_changes') }}
