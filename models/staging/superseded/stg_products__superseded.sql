{{ superseded_rows('products') }}
