{{ superseded_rows('order_items') }}
