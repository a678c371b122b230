{#- Query for a sentence for each opening or closing that is no time of day. -#}
{% macro time_of_day_problems(business_hours) -%}
    {% for column in ['opens_at', 'closes_at'] -%}
        select
            'seeds/business_hours.csv, row '
            || concat_ws('/', calendar, weekday, opens_at)
            || ': the {{ column }} ''' || {{ column }}
            || ''' is no time of day, such as 09:00' as problem
        from {{ business_hours }}
        where not {{ matches(column, '^([01][0-9]|2[0-3]):[0-5][0-9]$') }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
