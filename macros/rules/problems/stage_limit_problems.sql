{#- Query for a sentence for each limit of a stage that no deal can visit: it would judge
    nothing, where a misspelt name was meant for another stage. -#}
{% macro stage_limit_problems(limits, stages) -%}
    select
        'seeds/deal_stage_limits.csv, row ' || limits.pipeline || '/' || limits.stage
        || '/' || coalesce(
            cast(limits.valid_from as {{ dbt.type_string() }}), '(none)'
        )
        || ': deal_stages has no open stage of this pipeline and name'
        || coalesce('; did you mean ' || alike.pipeline || '/' || alike.stage || '?', '')
            as problem
    from {{ limits }} as limits
    left join {{ stages }} as stages
        on
            limits.pipeline = stages.pipeline
            and limits.stage = stages.stage
            and stages.status = 'open'
    left join {{ stages }} as alike
        on
            {{ folded_name('limits.pipeline') }} = {{ folded_name('alike.pipeline') }}
            and {{ folded_name('limits.stage') }} = {{ folded_name('alike.stage') }}
            and alike.status = 'open'
    where stages.stage is null
{%- endmacro %}
