with

deal_passages as (
    select * from {{ ref('int_deal_stages__passages') }}
),

journey_passages as (
    select * from {{ ref('int_journey_stages__passages') }}
),

horizon as (
    select * from {{ ref('int_horizon') }}
),

passages as (
    select * from deal_passages
    union all
    select * from journey_passages
),

-- What went wrong years ago is no bottleneck of today, and of what began lately only
-- the quick ones are over.
recent as (
    select
        passages.*,
        {{ local_month('passages.entered_at') }} as entered_month
    from passages
    cross join horizon
    where
        passages.is_running
        or (
            passages.entered_at
            <= horizon.as_of - passages.mature_days * interval 1 day
            and passages.entered_at
            > horizon.as_of
            - (passages.mature_days + {{ var('bottleneck_days') }}) * interval 1 day
        )
)

select * from recent
