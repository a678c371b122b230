{{ config(meta=superseded_journal('experiment_assignments')) }}
{{ superseded_rows('experiment_assignments') }}
