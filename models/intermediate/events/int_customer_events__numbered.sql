{{ config(materialized='ephemeral') }}
with

events as (
    select * from {{ ref('int_touchpoint_events') }}
    where {{ is_touched('customer_id', by='int_customer_events__journeyed') }}
    union all
    select
        customer_id,
        source,
        source_id,
        source_rank,
        stage_order,
        occurred_at,
        cast(null as {{ dbt.type_string() }}) as session_id,
        channel,
        deal_id,
        open_deal_change
    from {{ ref('int_business_events') }}
    where {{ is_touched(log_id(), by='int_customer_events__journeyed') }}
),

members as (
    select * from {{ ref('int_conversion_members__followed') }}
),

rule_members as (
    select distinct
        source,
        source_id
    from {{ ref('int_conversion_members__by_rule') }}
),

marked as (
    select
        {{ log_id('events') }} as log_id,
        events.customer_id is not null as has_customer,
        events.source,
        events.source_id,
        events.source_rank,
        events.stage_order,
        events.occurred_at,
        events.session_id,
        events.channel,
        events.open_deal_change,
        coalesce(members.is_converting, false) or rule_members.source_id is not null
            as is_converting,
        coalesce(members.is_trailing, false) and rule_members.source_id is null
            as is_trailing
    from events
    left join members
        on events.source = members.source and events.source_id = members.source_id
    left join rule_members
        on
            events.source = rule_members.source
            and events.source_id = rule_members.source_id
),

numbered as (
    select
        *,
        row_number() over log as event_number,
        lag(occurred_at) over log as previous_occurred_at,
        sum(open_deal_change) over (
            log rows between unbounded preceding and 1 preceding
        ) as open_deal_count,
        {{ last_filled('session_id') }} over (
            log rows between unbounded preceding and current row
        ) as last_session_id,
        {{ last_filled("case when source = 'touchpoint' then occurred_at end") }} over (
            log rows between unbounded preceding and current row
        ) as last_touched_at
    from marked
    window log as (
        partition by log_id
        order by occurred_at, source_rank, stage_order, source_id, source
    )
),

final as (
    select
        log_id,
        has_customer,
        event_number,
        source,
        source_id,
        -- What a person does while a visit lasts belongs to it; what sales does with a
        -- deal does not.
        case
            when source = 'touchpoint' then session_id
            when source in ('deal', 'deal_stage_change', 'deal_outcome') then null
            when
                occurred_at
                <= last_touched_at
                + {{ var('session_gap_minutes') }} * interval 1 minute
                then last_session_id
        end as session_id,
        channel,
        is_converting,
        is_trailing,
        -- No silence while a deal is open, and its beginning and end are events
        -- themselves.
        occurred_at
        > previous_occurred_at + {{ var('journey_gap_days') }} * interval 1 day
        and coalesce(open_deal_count, 0) <= 0 as is_after_silence,
        coalesce(open_deal_count, 0) + open_deal_change as open_deal_count
    from numbered
)

select * from final
