{{ config(meta=superseded_journal('deal_stage_changes')) }}
{{ superseded_rows('deal_stage_changes') }}
