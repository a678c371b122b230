{#- What names the exchange rate of an amount: its currency and local day. -#}
{% macro money_day(currency, instant) -%}
    {{ currency }} || '|'
    || cast({{ local_date(instant) }} as {{ dbt.type_string() }})
{%- endmacro %}
