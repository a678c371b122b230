with

instants as (
    select created_at as happened_at from {{ ref('stg_deals') }}
    union all
    select changed_at as happened_at from {{ ref('stg_deal_stage_changes') }}
    union all
    select requested_at as happened_at from {{ ref('stg_deal_tasks') }}
    union all
    select occurred_at as happened_at from {{ ref('stg_touchpoints') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

first_instant as (
    select min(happened_at) as happened_at
    from instants
),

-- Three days more on either side: a calendar's day may begin on another day in UTC, and
-- an event may lie up to a day after `as_of`.
final as (
    select
        cast(first_instant.happened_at - interval 3 day as date) as first_date,
        cast(horizon.as_of + interval 3 day as date) as last_date
    from first_instant
    cross join horizon
)

select * from final
