with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

judged as (
    select
        touchpoint_id,
        customer_id,
        journey_id,
        event_number,
        occurred_at,
        touchpoint_type,
        channel,
        channel_group,
        campaign,
        owner,
        deal_id,
        case
            when is_lead and coalesce(direction, 'inbound') = 'inbound' then 'request'
            when
                family = 'sales'
                and direction = 'outbound'
                and not coalesce(is_automated, false)
                then 'response'
            when
                is_automated
                and (direction = 'inbound' or family = 'sales')
                then 'automatic_reply'
        end as touch_kind
    from touchpoints
),

-- What lies between the same two human responses has the same count.
numbered as (
    select
        *,
        cast(
            sum(case when touch_kind = 'response' then 1 else 0 end) over (
                partition by customer_id
                order by event_number
            ) - case when touch_kind = 'response' then 1 else 0 end
            as bigint
        ) as earlier_response_count
    from judged
    where touch_kind is not null
)

select * from numbered
