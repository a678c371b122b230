with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

sequenced as (
    select * from {{ ref('int_customer_events__journeyed') }}
    where source != 'touchpoint'
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
