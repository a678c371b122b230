{#- Query for a sentence for each opening or closing that is no time of day. -#}
{% macro time_of_day_problems(business_hours) -%}
    {% for column, hint in [
        ('opens_at', ''), ('closes_at', ', and 00:00 for the end of the day'),
    ] -%}
        select
            'seeds/business_hours.csv, row '
            || concat_ws('/', calendar, weekday, opens_at)
            || ': the {{ column }} ''' || {{ column }}
            || ''' is no time of day; write HH:MM, from 00:00 to 23:59{{ hint }}'
                as problem
        from {{ business_hours }}
        where not {{ matches(column, '^([01][0-9]|2[0-3]):[0-5][0-9]$') }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
