{#- Statement: problems of raw tables, and those of the run before that are gone. -#}
{% macro raw_problems_found(problems) -%}
    insert into found_checks
    select
        coalesce(problems.problem_id, earlier.check_id),
        coalesce(problems.kind, earlier.kind),
        coalesce(problems.rule, earlier.rule),
        coalesce(problems.table_name, earlier.table_name),
        coalesce(problems.column_name, earlier.column_name),
        'warn',
        case
            when problems.problem_id is null then 'passed'
            when quality.is_waived(
                problems.rule, problems.table_name, problems.column_name
            ) then 'waived'
            else 'failed'
        end,
        coalesce(problems.row_count, 0),
        problems.example_keys
    from {{ problems }} as problems
    full outer join (
        select * from {{ latest_checks() }}
        where kind in ('raw rows', 'anomaly', 'schema') and status != 'passed'
    ) as earlier
        on problems.problem_id = earlier.check_id
{%- endmacro %}
