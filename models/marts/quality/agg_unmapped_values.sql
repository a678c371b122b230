with

values_used as (
    select * from {{ ref('int_rule_values__used') }}
),

channels as (
    select * from {{ ref('channels') }}
),

touchpoint_types as (
    select * from {{ ref('touchpoint_types') }}
),

survey_types as (
    select * from {{ ref('survey_types') }}
),

deal_stages as (
    select * from {{ ref('deal_stages') }}
),

final as (
    select
        values_used.kind,
        values_used.value,
        values_used.pipeline,
        values_used.row_count,
        values_used.first_seen_at,
        values_used.last_seen_at
    from values_used
    left join channels
        on values_used.kind = 'channel' and lower(values_used.value) = channels.channel_alias
    left join touchpoint_types
        on
            values_used.kind = 'touchpoint_type'
            and lower(values_used.value) = touchpoint_types.touchpoint_type
    left join survey_types
        on values_used.kind = 'survey_type' and lower(values_used.value) = survey_types.survey_type
    left join deal_stages
        on
            values_used.kind = 'deal_stage'
            and values_used.pipeline = deal_stages.pipeline
            and lower(values_used.value) = lower(deal_stages.stage)
    where
        channels.channel_alias is null
        and touchpoint_types.touchpoint_type is null
        and survey_types.survey_type is null
        and deal_stages.stage is null
)

select * from final
