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

unknown_columns as (
    select * from {{ ref('int_raw_columns__unknown') }}
),

received as (
    select * from {{ ref('int_raw_rows__received') }}
),

deal_stages as (
    select * from {{ ref('deal_stages') }}
),

unmapped as (
    select
        values_used.kind,
        values_used.value,
        values_used.pipeline,
        values_used.row_count,
        values_used.first_seen_at,
        values_used.last_seen_at
    from values_used
    left join channels
        on
            values_used.kind = 'channel'
            and lower(values_used.value) = channels.channel_alias
    left join touchpoint_types
        on
            values_used.kind = 'touchpoint_type'
            and lower(values_used.value) = touchpoint_types.touchpoint_type
    left join survey_types
        on
            values_used.kind = 'survey_type'
            and lower(values_used.value) = survey_types.survey_type
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
),

-- A column that nobody reads may be one that somebody misses.
unread as (
    select
        'column' as kind,
        unknown_columns.table_name || '.' || unknown_columns.column_name as value,
        cast(null as {{ dbt.type_string() }}) as pipeline,
        received.raw_row_count as row_count,
        cast(null as timestamp) as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from unknown_columns
    inner join received
        on unknown_columns.table_name = received.table_name
),

final as (
    select * from unmapped
    union all
    select * from unread
)

select * from final
