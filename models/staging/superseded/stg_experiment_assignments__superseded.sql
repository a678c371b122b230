{{ superseded_rows('experiment_assignments') }}
