{%- set foreign_money = {
    'orders': ('int_orders__enriched', 'order_id', [
        ('original_amount', 'amount', 'ordered_at'),
        ('original_discount_amount', 'discount_amount', 'ordered_at'),
        ('original_cost_of_goods', 'cost_of_goods', 'ordered_at'),
        ('original_amount', 'returned_value', 'returned_at'),
    ]),
    'deals': ('int_deals__enriched', 'deal_id', [
        ('original_amount', 'amount', 'coalesce(closed_at, created_at)'),
    ]),
    'touchpoints': ('fct_touchpoints', 'touchpoint_id', [
        ('original_value', 'value', 'occurred_at'),
        ('original_cost', 'cost', 'occurred_at'),
    ]),
} -%}
with

rates as (
    select * from {{ ref('int_exchange_rates__daily') }}
),

unconverted as (
    {% for table, (model, key, amounts) in foreign_money.items() -%}
        {% set is_last = loop.last -%}
        {% for original, converted, instant in amounts -%}
            select
                '{{ table }}' as table_name,
                {{ key }} as row_key,
                original_currency as currency,
                {{ local_date(instant) }} as money_day
            from {{ ref(model) }}
            where {{ original }} is not null and {{ converted }} is null
            {{ 'union all' if not (is_last and loop.last) }}
        {% endfor -%}
    {% endfor -%}
),

flagged as (
    select distinct
        unconverted.table_name,
        unconverted.row_key,
        case
            when rates.currency is null then 'missing_exchange_rate'
            else 'amount_too_great'
        end as flag,
        unconverted.currency as value
    from unconverted
    left join rates
        on
            unconverted.currency = rates.currency
            and unconverted.money_day = rates.rate_day
)

select * from flagged
