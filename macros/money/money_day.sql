{#- What names the exchange rate of an amount: its currency and local day. Days are worked
    out only where there is a currency. -#}
{% macro money_day(currency, instant) -%}
    case
        when {{ currency }} is not null
            then
                {{ currency }} || '|'
                || cast({{ local_date(instant) }} as {{ dbt.type_string() }})
    end
{%- endmacro %}
