{{ superseded_rows('deal_owner_changes') }}
