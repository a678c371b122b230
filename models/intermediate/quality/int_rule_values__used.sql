{%- set uses = [
    ('channel', 'touchpoints', 'channel', 'occurred_at'),
    ('channel', 'deals', 'channel', 'created_at'),
    ('channel', 'survey_responses', 'channel', 'sent_at'),
    ('channel', 'orders', 'channel', 'ordered_at'),
    ('channel', 'support_cases', 'channel', 'opened_at'),
    ('channel', 'campaign_costs', 'channel', 'cost_date'),
    ('touchpoint_type', 'touchpoints', 'touchpoint_type', 'occurred_at'),
    ('survey_type', 'survey_responses', 'survey_type', 'sent_at'),
] -%}
with

deals as (
    select * from {{ ref('stg_deals') }}
),

changes as (
    select * from {{ ref('stg_deal_stage_changes') }}
),

stage_uses as (
    select
        pipeline,
        stage,
        created_at as seen_at
    from deals
    union all
    select
        coalesce(changes.pipeline, deals.pipeline) as pipeline,
        changes.stage,
        changes.changed_at as seen_at
    from changes
    inner join deals
        on changes.deal_id = deals.deal_id
),

used as (
    {% for kind, table, column, seen_at in uses -%}
        select
            '{{ kind }}' as kind,
            {{ column }} as value,
            cast(null as {{ dbt.type_string() }}) as pipeline,
            count(*) as row_count,
            cast(min({{ seen_at }}) as timestamp) as first_seen_at,
            cast(max({{ seen_at }}) as timestamp) as last_seen_at
        from {{ ref('stg_' ~ table) }}
        group by {{ column }}
        union all
    {% endfor -%}
    select
        'deal_stage' as kind,
        stage as value,
        pipeline,
        count(*) as row_count,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from stage_uses
    group by stage, pipeline
),

final as (
    select
        kind,
        value,
        pipeline,
        cast(sum(row_count) as bigint) as row_count,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from used
    where value is not null
    group by kind, value, pipeline
)

select * from final
