{%- set uses = {
    'touchpoints': ('occurred_at', ['channel', 'touchpoint_type']),
    'deals': ('created_at', ['channel']),
    'survey_responses': ('sent_at', ['channel', 'survey_type']),
    'orders': ('ordered_at', ['channel']),
    'support_cases': ('opened_at', ['channel']),
    'campaign_costs': ('cost_date', ['channel']),
} -%}
with

known_deals as (
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
    from known_deals
    union all
    select
        coalesce(changes.pipeline, known_deals.pipeline) as pipeline,
        changes.stage,
        changes.changed_at as seen_at
    from changes
    inner join known_deals
        on changes.deal_id = known_deals.deal_id
),

-- A table with several kinds of values is read once for all of them.
{% for table, (seen_at, kinds) in uses.items() -%}
    {{ table }} as (
        select
            {{ kinds | join(', ') }},
            count(*) as row_count,
            cast(min({{ seen_at }}) as timestamp) as first_seen_at,
            cast(max({{ seen_at }}) as timestamp) as last_seen_at
        from {{ ref('stg_' ~ table) }}
        group by {{ kinds | join(', ') }}
    ),

{% endfor -%}

used as (
    {% for table, (seen_at, kinds) in uses.items() -%}
        {% for kind in kinds -%}
            select
                '{{ kind }}' as kind,
                {{ kind }} as value,
                cast(null as {{ dbt.type_string() }}) as pipeline,
                row_count,
                first_seen_at,
                last_seen_at
            from {{ table }}
            union all
        {% endfor -%}
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
