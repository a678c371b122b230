with

leads as (
    select * from {{ ref('int_leads__opened') }}
),

responses as (
    select * from {{ ref('int_lead_touches') }}
    where touch_kind = 'response'
),

final as (
    select
        leads.*,
        responses.touchpoint_id as response_touchpoint_id,
        responses.touchpoint_type as response_type,
        responses.owner as response_owner,
        responses.occurred_at as responded_at
    from leads
    left join responses
        on
            leads.customer_id = responses.customer_id
            and leads.earlier_response_count = responses.earlier_response_count
)

select * from final
