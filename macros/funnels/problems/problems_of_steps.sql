{#- What makes no sense in one step. Needs the CTEs `steps`, `placed` and `activities`. -#}
{% macro problems_of_steps() -%}
    select row_name || 'the step has no number' as problem
    from steps
    where step_number is null and not is_barred
    union all
    select min(row_name) || 'two steps have this number' as problem
    from placed
    where step_number is not null
    group by funnel, step_number
    having count(*) > 1
    union all
    select row_name || 'the row names no activity' as problem
    from steps
    where activity is null or trim(activity) = ''
    union all
    select row_name || 'an activity between two | is empty' as problem
    from activities
    where listed_name = '' and trim(activity) != ''
    union all
    select row_name || 'a step cannot be optional and an exclusion' as problem
    from steps
    where is_passable and is_barred
    union all
    {{ problems_of_windows('steps', 'max_days_from_previous') }}
    union all
    select row_name || 'the first step cannot be optional' as problem
    from placed
    where is_passable and level = 0 and is_in_order
    union all
    select row_name || 'the last step cannot be optional' as problem
    from placed
    where is_passable and level = last_level and level > 0 and is_in_order
{%- endmacro %}
