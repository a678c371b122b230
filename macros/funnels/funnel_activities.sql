{#- A row per step and name that its `activity` lists. A stage of one pipeline,
    `deal_stage:<pipeline>/<stage>`, is the stage's activity in that pipeline. -#}
{% macro funnel_activities(steps) -%}
    select
        *,
        case
            when listed_name like 'deal_stage:%/%'
                then 'deal_stage:' || split_part(listed_name, '/', 2)
            else listed_name
        end as event_activity,
        case
            when listed_name like 'deal_stage:%/%'
                then split_part(split_part(listed_name, '/', 1), ':', 2)
        end as event_pipeline
    from (
        select
            *,
            trim({{ exploded('activity', '|') }}) as listed_name
        from {{ steps }}
    ) as listed
{%- endmacro %}
