{{ config(
    materialized='incremental',
    unique_key=['pipeline', 'stage'],
) }}
with

observed as (
    select * from {{ ref('int_deal_stages__observed') }}
),

declared as (
    select * from {{ ref('deal_stages') }}
),

pipelines as (
    select
        pipeline,
        max(stage_order) as last_declared_order
    from declared
    group by pipeline
),

matched as (
    select
        observed.*,
        declared.stage_order as declared_order,
        declared.status as declared_status,
        pipelines.last_declared_order,
        declared.stage is not null as is_declared
    from observed
    left join declared
        on
            observed.pipeline = declared.pipeline
            and lower(observed.stage) = lower(declared.stage)
    left join pipelines
        on observed.pipeline = pipelines.pipeline
),

-- What the deals in the stage say wins over what its name says.
judged as (
    select
        *,
        case
            when is_declared then declared_status
            when won_count > greatest(open_count, lost_count, disqualified_count)
                then 'won'
            when lost_count > greatest(open_count, disqualified_count) then 'lost'
            when disqualified_count > open_count then 'disqualified'
            when open_count > 0 then 'open'
            else {{ status_of_stage_name('stage') }}
        end as status
    from matched
),

-- A stage among declared ones stands behind the last of them that deals typically reach
-- before it.
anchored as (
    select
        *,
        coalesce(
            max(case when status = 'open' then declared_order end) over (
                partition by pipeline, status = 'open'
                order by typical_position
                range between unbounded preceding and current row
            ),
            case when status != 'open' then last_declared_order end,
            0
        ) as anchor
    from judged
),

numbered as (
    select
        *,
        row_number() over (
            partition by pipeline, anchor, is_declared
            order by
                case when status = 'open' then 0 else 1 end,
                typical_position,
                closed_share,
                stage
        ) as number_behind_anchor,
        count(*) over (partition by pipeline, anchor, is_declared) + 1 as parts,
        last_declared_order is not null as has_declared_stages
    from anchored
),

-- A pipeline without any rule is simply counted through.
final as (
    select
        pipeline,
        stage,
        status,
        deal_count,
        cast(
            case
                when has_declared_stages
                    then anchor + number_behind_anchor * 1.0 / parts
                else number_behind_anchor
            end as decimal(9, 3)
        ) as stage_order
    from numbered
    where not is_declared
)

select * from final
