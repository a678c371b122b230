{{ config(meta=superseded_journal('scenario_actions')) }}
{{ superseded_rows('scenario_actions') }}
