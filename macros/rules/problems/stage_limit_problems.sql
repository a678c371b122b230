{#- Query for a sentence for each limit of a stage that no deal can visit: it would judge
    nothing, where a misspelt name was meant for another stage. -#}
{% macro stage_limit_problems(limits, stages) -%}
    select
        'seeds/deal_stage_limits.csv, row ' || limits.pipeline || '/' || limits.stage || '/'
        || coalesce(cast(limits.valid_from as {{ dbt.type_string() }}), '(none)')
        || ': deal_stages has no open stage of this pipeline and name' as problem
    from {{ limits }} as limits
    left join {{ stages }} as stages
        on
            limits.pipeline = stages.pipeline
            and limits.stage = stages.stage
            and stages.status = 'open'
    where stages.stage is null
{%- endmacro %}
