{{ superseded_rows('scenario_actions') }}
