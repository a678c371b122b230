{{ config(
    materialized='incremental',
    unique_key=['pipeline', 'stage'],
) }}
with

entries as (
    select * from {{ ref('int_deal_stages__entered') }}
),

deals as (
    select * from {{ ref('stg_deals') }}
),

placed as (
    select
        entries.pipeline,
        entries.stage,
        row_number() over (
            partition by entries.deal_id, entries.pipeline
            order by entries.entered_at asc nulls last, entries.stage asc
        ) - 1 as earlier_count,
        count(*) over (partition by entries.deal_id, entries.pipeline) - 1
            as other_count,
        deals.status in ('won', 'lost', 'disqualified') or deals.closed_at is not null
            as is_closed,
        case when lower(deals.stage) = lower(entries.stage) then deals.status end
            as present_status
    from entries
    inner join deals
        on entries.deal_id = deals.deal_id
),

-- Parts per million, whole ones: an average of doubles would differ with the number of
-- threads.
observed as (
    select
        pipeline,
        stage,
        count(*) as deal_count,
        sum(
            case
                when other_count = 0 then 0
                else cast(floor(earlier_count * 1000000 / other_count) as bigint)
            end
        ) / count(*) as typical_position,
        count(*) filter (where is_closed) / count(*) as closed_share,
        count(*) filter (where present_status = 'won') as won_count,
        count(*) filter (where present_status = 'lost') as lost_count,
        count(*) filter (where present_status = 'disqualified') as disqualified_count,
        count(*) filter (where present_status = 'open') as open_count
    from placed
    group by pipeline, stage
)

select * from observed
