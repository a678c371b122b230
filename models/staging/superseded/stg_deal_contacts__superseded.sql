{{ superseded_rows('deal_contacts') }}
