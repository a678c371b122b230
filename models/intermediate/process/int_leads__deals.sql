with

leads as (
    select * from {{ ref('int_leads') }}
),

deals as (
    select * from {{ ref('int_deals__assigned') }}
),

candidates as (
    select
        leads.touchpoint_id,
        leads.opened_at,
        deals.*,
        1 as preference
    from leads
    inner join deals
        on leads.named_deal_id = deals.deal_id
    union all
    select
        leads.touchpoint_id,
        leads.opened_at,
        deals.*,
        case when deals.created_at < leads.opened_at then 2 else 3 end as preference
    from leads
    inner join deals
        on
            leads.customer_id = deals.customer_id
            and (leads.opened_at < deals.closed_at or deals.closed_at is null)
            and leads.opened_at
            + {{ var('lead_deal_window_days') }} * interval 1 day >= deals.created_at
),

-- Of open deals the youngest, of later ones the first: in both cases the nearest.
ranked as (
    select *
    from candidates
    qualify
        row_number() over (
            partition by touchpoint_id
            order by
                preference,
                abs({{ elapsed_microseconds('opened_at', 'created_at') }}),
                deal_id
        ) = 1
),

final as (
    select
        touchpoint_id,
        deal_id,
        owner,
        status,
        assigned_at,
        created_at < opened_at as is_in_open_deal
    from ranked
)

select * from final
