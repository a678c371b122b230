{{ config(meta=superseded_journal('deal_owner_changes')) }}
{{ superseded_rows('deal_owner_changes') }}
