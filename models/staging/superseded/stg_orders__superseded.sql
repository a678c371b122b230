{{ superseded_rows('orders') }}
