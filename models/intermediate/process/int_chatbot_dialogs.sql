with

touchpoints as (
    select * from {{ ref('fct_touchpoints') }}
),

-- A person who asks again, or whom a human answers, was not helped by the machine.
followed as (
    select
        touchpoint_id,
        customer_id,
        occurred_at,
        channel,
        outcome,
        is_automated and direction = 'inbound' as is_dialog,
        min(
            case
                when
                    (is_lead and coalesce(direction, 'inbound') = 'inbound')
                    or (
                        family in ('sales', 'service')
                        and direction = 'outbound'
                        and not coalesce(is_automated, false)
                    )
                    then occurred_at
            end
        ) over (
            partition by customer_id
            order by event_number
            rows between 1 following and unbounded following
        ) as next_human_at
    from touchpoints
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
