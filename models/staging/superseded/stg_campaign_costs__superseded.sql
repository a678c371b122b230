{{ superseded_rows('campaign_costs') }}
