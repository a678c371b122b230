with

deals as (
    select * from {{ ref('stg_deals') }}
),

changes as (
    select * from {{ ref('stg_deal_stage_changes') }}
),

-- Where the history does not end in the deal's present stage, that stage comes last.
entries as (
    select
        deals.deal_id,
        coalesce(changes.pipeline, deals.pipeline) as pipeline,
        changes.stage,
        changes.changed_at as entered_at
    from changes
    inner join deals
        on changes.deal_id = deals.deal_id
    union all
    select
        deal_id,
        pipeline,
        stage,
        cast(null as timestamp) as entered_at
    from deals
    where stage is not null
),

-- Spellings that differ in their capitals are one stage; the first in the alphabet names it.
named as (
    select
        deal_id,
        pipeline,
        min(stage) over (partition by pipeline, lower(stage)) as stage,
        entered_at
    from entries
    where stage is not null
),

first_entries as (
    select
        deal_id,
        pipeline,
        stage,
        min(entered_at) as entered_at
    from named
    group by deal_id, pipeline, stage
),

placed as (
    select
        *,
        row_number() over (
            partition by deal_id, pipeline
            order by entered_at asc nulls last, stage
        ) - 1 as earlier_count,
        count(*) over (partition by deal_id, pipeline) - 1 as other_count
    from first_entries
),

-- Parts per million, whole ones: an average of doubles would differ with the number of threads.
observed as (
    select
        placed.pipeline,
        placed.stage,
        count(*) as deal_count,
        sum(
            case
                when placed.other_count = 0 then 0
                else cast(floor(placed.earlier_count * 1000000 / placed.other_count) as bigint)
            end
        ) / count(*) as typical_position,
        count(*) filter (
            where deals.status in ('won', 'lost', 'disqualified') or deals.closed_at is not null
        ) / count(*) as closed_share,
        count(*) filter (where lower(deals.stage) = lower(placed.stage) and deals.status = 'won')
            as won_count,
        count(*) filter (where lower(deals.stage) = lower(placed.stage) and deals.status = 'lost')
            as lost_count,
        count(*) filter (where lower(deals.stage) = lower(placed.stage) and deals.status = 'disqualified')
            as disqualified_count,
        count(*) filter (where lower(deals.stage) = lower(placed.stage) and deals.status = 'open')
            as open_count
    from placed
    inner join deals
        on placed.deal_id = deals.deal_id
    group by placed.pipeline, placed.stage
)

select * from observed
