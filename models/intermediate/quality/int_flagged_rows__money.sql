{%- set foreign_money = {
    'orders': ('int_orders__enriched', 'order_id', {
        'ordered_at': {
            'original_amount': 'amount',
            'original_discount_amount': 'discount_amount',
            'original_cost_of_goods': 'cost_of_goods',
        },
        'returned_at': {'original_amount': 'returned_value'},
    }),
    'deals': ('int_deals__enriched', 'deal_id', {
        'coalesce(closed_at, created_at)': {'original_amount': 'amount'},
    }),
    'touchpoints': ('fct_touchpoints', 'touchpoint_id', {
        'occurred_at': {'original_value': 'value', 'original_cost': 'cost'},
    }),
} -%}
with

rates as (
    select * from {{ ref('int_exchange_rates__daily') }}
),

unconverted as (
    {% for table, (model, key, amounts) in foreign_money.items() -%}
        {% set is_last = loop.last -%}
        {% for instant, converted_of in amounts.items() -%}
            select
                '{{ table }}' as table_name,
                {{ key }} as row_key,
                original_currency as currency,
                {{ local_date(instant) }} as money_day
            from {{ ref(model) }}
            where
                {% for original, converted in converted_of.items() -%}
                    {{ 'or' if not loop.first }} (
                        {{ original }} is not null and {{ converted }} is null
                    )
                {% endfor %}
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
