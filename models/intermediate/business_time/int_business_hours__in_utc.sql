{{ config(materialized='view') }}
with

opened as (
    select * from {{ ref('int_business_hours__dated') }}
),

offsets as (
    select
        *,
        local_starts_at + (ends_at - starts_at) as local_ends_at
    from {{ ref('int_time_zone_offsets') }}
),

-- Cut where the clock is changed: what it skips never was, what it repeats was twice.
cut as (
    select
        opened.calendar,
        greatest(
            offsets.starts_at,
            offsets.starts_at + (opened.local_opens_at - offsets.local_starts_at)
        ) as opens_at,
        least(
            offsets.ends_at,
            offsets.starts_at + (opened.local_closes_at - offsets.local_starts_at)
        ) as closes_at
    from opened
    inner join offsets
        on
            opened.timezone = offsets.timezone
            and opened.local_opens_at < offsets.local_ends_at
            and opened.local_closes_at > offsets.local_starts_at
)

select * from cut
