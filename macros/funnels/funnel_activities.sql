{#- A row per step, name that its `activity` lists, and way to read it. A stage of one
    pipeline, `deal_stage:<pipeline>/<stage>`, is the stage's activity in that pipeline;
    but the name of a stage may have a / in it, too. -#}
{% macro funnel_activities(steps) -%}
    with

    listed as (
        select
            *,
            trim({{ exploded('activity', '|') }}) as listed_name
        from {{ steps }}
    )

    select
        *,
        listed_name as event_activity,
        cast(null as {{ dbt.type_string() }}) as event_pipeline
    from listed
    union all
    select
        *,
        'deal_stage:' || substr(
            listed_name, {{ dbt.position("'/'", 'listed_name') }} + 1
        ) as event_activity,
        split_part(split_part(listed_name, '/', 1), ':', 2) as event_pipeline
    from listed
    where listed_name like 'deal_stage:%/%'
{%- endmacro %}
