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
            when waivers.rule is not null then 'waived'
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
    left join (select distinct * from quality.waivers) as waivers
        on
            problems.rule = waivers.rule
            and (waivers.table_name is null or waivers.table_name = problems.table_name)
            and (waivers.column_name is null or waivers.column_name = problems.column_name)
    qualify row_number() over (
        partition by coalesce(problems.problem_id, earlier.check_id)
        order by waivers.table_name nulls last, waivers.column_name nulls last
    ) = 1
{%- endmacro %}
