{#- Query for a sentence if there are no hours for the calendar of whoever has none. -#}
{% macro default_calendar_problems(business_hours) -%}
    {%- set calendar = string_literals([var('business_calendar') | string]) -%}
    select
        'The var business_calendar is ''' || {{ calendar }}
        || ''', which is no calendar of business_hours; those are '
        || coalesce(
            {{ dbt.listagg('distinct calendar', "', '", 'order by calendar') }}, '(none)'
        ) as problem
    from {{ business_hours }}
    having count(*) filter (where calendar = {{ calendar }}) = 0
{%- endmacro %}
