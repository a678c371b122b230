-- The catalogue: prices and costs in US dollars. Low numbers sell more often.
create or replace temp table products as
select
    row_number() over (order by position)::int as product_no,
    'p-' || (100 + position) as product_id,
    name,
    category,
    price::decimal(18, 2) as price,
    (price * cost_share)::decimal(18, 2) as cost
from (
    values
    (1, 'Espresso beans 1 kg', 'coffee', 24.90, 0.52),
    (2, 'Filter coffee 1 kg', 'coffee', 19.90, 0.50),
    (3, 'Paper A4, box of 5', 'paper', 27.50, 0.66),
    (4, 'Descaler 1 l', 'care', 14.90, 0.35),
    (5, 'Milk frother', 'accessories', 49.00, 0.55),
    (6, 'Paper cups, 500', 'accessories', 32.00, 0.48),
    (7, 'Decaf beans 1 kg', 'coffee', 26.90, 0.52),
    (8, 'Tea selection', 'coffee', 17.50, 0.45),
    (9, 'Toner black', 'office', 74.00, 0.60),
    (10, 'Water filter, 3', 'care', 29.90, 0.38),
    (11, 'French press', 'accessories', 34.00, 0.50),
    (12, 'Grinder Classic', 'machines', 129.00, 0.58),
    (13, 'Espresso machine Piccolo', 'machines', 249.00, 0.61),
    (14, 'Filter machine Solo', 'machines', 89.00, 0.60),
    (15, 'Notebooks, 10', 'paper', 21.00, 0.42),
    (16, 'Pens, 50', 'office', 16.50, 0.40),
    (17, 'Oat drink, 12', 'coffee', 28.00, 0.58),
    (18, 'Syrup set', 'coffee', 23.50, 0.44),
    (19, 'Desk lamp', 'office', 59.00, 0.55),
    (20, 'Office chair', 'furniture', 219.00, 0.60),
    (21, 'Standing desk', 'furniture', 429.00, 0.63),
    (22, 'Automatic Barista 300', 'machines', 599.00, 0.64),
    (23, 'Automatic Barista 500', 'machines', 899.00, 0.65),
    (24, 'Office machine Team 20', 'machines', 2490.00, 0.66),
    (25, 'Office machine Team 50', 'machines', 4900.00, 0.66),
    (26, 'Vending module', 'machines', 3200.00, 0.68),
    (27, 'Service plan basic, year', 'service', 290.00, 0.30),
    (28, 'Service plan plus, year', 'service', 690.00, 0.32),
    (29, 'Barista training, day', 'service', 480.00, 0.40),
    (30, 'Gift card', 'service', 50.00, 1.00)
) as products(position, name, category, price, cost_share);

-- Shoppers buy from the first 23 and the gift card, the small and cheap most often.
set variable shop_products = (
    select list(product_no order by product_no, share)
    from products, range(greatest(1, 26 - products.product_no)) as shares(share)
    where product_no <= 23 or product_no = 30
);
