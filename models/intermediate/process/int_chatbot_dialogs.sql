with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

-- A person who asks again, or whom a human answers, was not helped by the machine.
contacts as (
    select
        touchpoint_id,
        customer_id,
        event_number,
        occurred_at,
        channel,
        outcome,
        coalesce(is_automated and direction = 'inbound', false) as is_dialog,
        (is_lead and coalesce(direction, 'inbound') = 'inbound')
        or (
            family in ('sales', 'service')
            and direction = 'outbound'
            and not coalesce(is_automated, false)
        ) as is_human
    from touchpoints
),

-- What is neither decides nothing, and is most of the touchpoints.
followed as (
    select
        *,
        min(case when is_human then occurred_at end) over (
            partition by customer_id
            order by event_number
            rows between 1 following and unbounded following
        ) as next_human_at
    from contacts
    where is_dialog or is_human
),

final as (
    select
        touchpoint_id,
        customer_id,
        occurred_at,
        channel,
        coalesce(lower(outcome) = 'handed_over', false)
        or coalesce(
            next_human_at
            <= occurred_at + {{ var('chatbot_containment_hours') }} * interval 1 hour,
            false
        ) as is_handed_over
    from followed
    where is_dialog
)

select * from final
