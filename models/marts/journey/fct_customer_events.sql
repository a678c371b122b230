{{ config(
    materialized='incremental',
    unique_key='event_id',
    meta={
        'replaces': 'event_id',
        'announces': {
            'event_id': 'event_id',
            'customer_id': 'customer_id',
            'journey_id': 'journey_id',
            'session_id': 'session_id',
            'deal_id': 'deal_id',
            'order_id': "case when source in ('order', 'order_return') then source_id end",
            'case_id': "case when source = 'support_case' then source_id end",
        },
        'follows': [
            'fct_touchpoints.event_id',
            'int_customer_events__journeyed.event_id',
            'int_deal_events.event_id',
            'int_orders__enriched.event_id',
            'int_orders__enriched.return_event_id',
            'int_survey_responses__resolved.event_id',
            'int_support_cases__resolved.event_id',
            {'of': 'base_loyalty_events.event_id', 'gives': "'loyalty:' || value"},
        ],
        'is_precise': true,
    },
) }}
with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
    where {{ is_touched('touchpoint_id', prefix='touchpoint:') }}
),

-- Found before their events are joined: few are touched.
sequenced as {{ materialized() }} (
    select * from {{ ref('int_customer_events__journeyed') }}
    where source != 'touchpoint' and {{ is_touched('event_id') }}
),

business_events as (
    select * from {{ ref('int_business_events') }}
),

final as (
    select
        'touchpoint:' || touchpoint_id as event_id,
        customer_id,
        occurred_at,
        event_number,
        1 as source_rank,
        cast(0 as decimal(9, 3)) as stage_order,
        coalesce(touchpoint_type, '(none)') as activity,
        'touchpoint' as source,
        touchpoint_id as source_id,
        session_id,
        journey_id,
        journey_stage,
        channel,
        campaign,
        value,
        deal_id,
        order_id,
        product_id,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        touch_number,
        is_channel_switch,
        is_converting,
        false as is_trailing,
        opened_by,
        open_deal_count
    from touchpoints
    union all
    select
        sequenced.event_id,
        sequenced.customer_id,
        business_events.occurred_at,
        sequenced.event_number,
        business_events.source_rank,
        business_events.stage_order,
        business_events.activity,
        sequenced.source,
        sequenced.source_id,
        sequenced.session_id,
        sequenced.journey_id,
        business_events.journey_stage,
        business_events.channel,
        cast(null as {{ dbt.type_string() }}) as campaign,
        business_events.value,
        business_events.deal_id,
        business_events.order_id,
        business_events.product_id,
        business_events.pipeline,
        cast(null as bigint) as touch_number,
        false as is_channel_switch,
        sequenced.is_converting,
        sequenced.is_trailing,
        sequenced.opened_by,
        sequenced.open_deal_count
    from sequenced
    inner join business_events
        on
            sequenced.source = business_events.source
            and sequenced.source_id = business_events.source_id
)

select * from final
