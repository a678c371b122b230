{{ config(meta=superseded_journal('order_items')) }}
{{ superseded_rows('order_items') }}
