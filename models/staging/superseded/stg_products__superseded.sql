{{ config(meta=superseded_journal('products')) }}
{{ superseded_rows('products') }}
