{{ config(meta=superseded_journal('campaign_costs')) }}
{{ superseded_rows('campaign_costs') }}
