with

lost as (
    select * from {{ ref('int_deals__lost') }}
),

-- Spellings of one reason may have several names; the first one stands for all.
final as (
    select
        pipeline,
        stage,
        reason,
        min(name_en) as name_en,
        min(name_ru) as name_ru,
        count(*) filter (where status = 'lost') as lost_count,
        cast(coalesce(sum(amount) filter (where status = 'lost'), 0) as decimal(38, 4))
            as lost_value,
        count(*) filter (where status = 'disqualified') as disqualified_count,
        cast(
            coalesce(sum(amount) filter (where status = 'disqualified'), 0)
            as decimal(38, 4)
        ) as disqualified_value,
        count(competitor) filter (where status = 'lost') as competitor_named_count
    from lost
    group by pipeline, stage, reason
)

select * from final
