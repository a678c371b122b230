{#- What makes no sense in a number of days. -#}
{% macro problems_of_windows(rows, column) -%}
    {%- set days = 'cast(' ~ column ~ ' as double)' -%}
    {%- set value -%}
        'the {{ column }} ''' || cast({{ column }} as {{ dbt.type_string() }})
    {%- endset -%}
    select row_name || '{{ column }} has to be more than 0' as problem
    from {{ rows }}
    where {{ days }} <= 0
    union all
    -- What is no number is greater than any.
    select row_name || {{ value }} || ''' is no number' as problem
    from {{ rows }}
    where {{ days }} >= cast('infinity' as double)
    union all
    select
        row_name || {{ value }}
        || ''' is too large; write at most {{ most_window_days() }}' as problem
    from {{ rows }}
    where
        {{ days }} > {{ most_window_days() }}
        and {{ days }} < cast('infinity' as double)
{%- endmacro %}
