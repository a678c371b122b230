{#- An amount in the reporting currency; null where its currency has no rate. An empty
    currency is the reporting one. -#}
{% macro in_reporting_currency(amount, currency, rate) -%}
    cast(
        case
            when coalesce({{ currency }}, '{{ var("reporting_currency") }}')
                = '{{ var("reporting_currency") }}'
                then {{ amount }}
            else {{ amount }} * {{ rate }}
        end as decimal(18, 4)
    )
{%- endmacro %}
