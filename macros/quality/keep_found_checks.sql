{#- Statements: `found_checks` become results of this run. What passed is kept for a
    while, problems for good: a thousand checks each quarter of an hour add up. A test
    that the project no longer has would fail for ever. -#}
{% macro keep_found_checks(is_sound) -%}
    {%- set run_at = "timestamp '" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S.%f')
        ~ "'" -%}
    insert into quality.results
    select
        '{{ invocation_id }}',
        {{ run_at }},
        found.check_id,
        found.kind,
        found.rule,
        found.table_name,
        found.column_name,
        found.severity,
        found.status,
        found.failing_row_count,
        found.example_keys,
        case
            when found.status = 'passed' then null
            when earlier.status != 'passed' then earlier.first_seen_at
            else {{ run_at }}
        end
    from found_checks as found
    left join {{ latest_checks() }} as earlier
        on found.check_id = earlier.check_id;
    insert into quality.runs
    select
        '{{ invocation_id }}',
        {{ run_at }},
        {{ is_sound | lower }},
        count(*),
        count(*) filter (where status != 'passed')
    from found_checks;
    delete from quality.results
    where
        status = 'passed'
        and run_at < (
            select run_at from quality.runs
            order by run_at desc, run_id desc
            limit 1 offset {{ var('quality_runs_kept') - 1 }}
        )
        and (check_id, run_at) not in (
            select (check_id, max(run_at)) from quality.results
            group by check_id
        );
    delete from quality.results
    where kind = 'test' and check_id not in (
        {{ string_literals(
            graph.nodes.values() | selectattr('resource_type', 'equalto', 'test')
            | map(attribute='unique_id') | list
        ) }}
    )
{%- endmacro %}
