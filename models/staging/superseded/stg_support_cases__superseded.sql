{{ config(meta=superseded_journal('support_cases')) }}
{{ superseded_rows('support_cases') }}
