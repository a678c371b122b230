with

leads as (
    select * from {{ ref('int_leads') }}
),

deals as (
    select * from {{ ref('int_leads__deals') }}
),

owners as (
    select * from {{ ref('owners') }}
),

service_levels as (
    select * from {{ ref('int_service_levels') }}
    where work = 'lead_response'
),

dealt as (
    select
        leads.*,
        deals.deal_id,
        deals.is_in_open_deal,
        deals.owner is not null and deals.status != 'disqualified' as is_deal_accepted,
        coalesce(leads.response_owner, leads.named_owner, deals.owner) as owner,
        case
            when leads.named_owner is not null then leads.opened_at
            when deals.assigned_at is null then leads.responded_at
            when
                leads.responded_at < greatest(deals.assigned_at, leads.opened_at)
                then leads.responded_at
            else greatest(deals.assigned_at, leads.opened_at)
        end as assigned_at
    from leads
    left join deals
        on leads.touchpoint_id = deals.touchpoint_id
),

final as (
    select
        dealt.*,
        owners.team,
        coalesce(owners.calendar, '{{ var("business_calendar") }}') as calendar,
        service_levels.limit_business_hours
    from dealt
    left join owners
        on dealt.owner = owners.owner
    left join service_levels
        on
            dealt.opened_at >= coalesce(service_levels.valid_from, dealt.opened_at)
            and (
                dealt.opened_at < service_levels.valid_to
                or service_levels.valid_to is null
            )
)

select * from final
