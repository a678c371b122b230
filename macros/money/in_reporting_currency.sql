{#- An amount in the reporting currency; null where its currency has no rate, and where
    decimal(18, 4) cannot hold it. An empty currency is the reporting one. Of two
    decimals of 18 digits DuckDB makes one of 18, twelve of them behind the point, which
    a million overflows: a digit more, and it makes one of 37. -#}
{% macro in_reporting_currency(amount, currency, rate) -%}
    cast(
        case
            when coalesce({{ currency }}, '{{ var("reporting_currency") }}')
                = '{{ var("reporting_currency") }}'
                then {{ amount }}
            else
                try_cast(
                    cast({{ amount }} as decimal(19, 4))
                    * cast({{ rate }} as decimal(18, 8))
                    as decimal(18, 4)
                )
        end as decimal(18, 4)
    )
{%- endmacro %}
