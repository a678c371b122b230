{{ config(
    materialized='incremental',
    unique_key='conversion_id',
    meta={
        'replaces': 'coalesce(customer_id, conversion_id)',
        'announces': {'customer_id': 'customer_id', 'event_id': 'event_id'},
        'follows': [
            'int_conversion_members.owner',
            'int_conversion_members__by_rule.conversion_id',
            'fct_customer_events.customer_id',
            {
                'of': 'int_conversion_members__by_rule.event_id',
                'in': 'fct_customer_events.event_id',
                'gives': 'customer_id',
            },
            {
                'of': 'fct_customer_events.event_id',
                'in': 'int_conversion_members__by_rule',
                'on': "source || ':' || source_id",
                'gives': "conversion_type || ':' || source || ':' || source_id",
            },
        ],
    },
) }}
with

members as (
    select * from {{ ref('int_conversion_members') }}
    where {{ is_touched('coalesce(customer_id, conversion_id)') }}
),

events as (
    select * from {{ ref('fct_customer_events') }}
),

rule_members as (
    select * from {{ ref('int_conversion_members__by_rule') }}
),

sold as (
    select
        conversion_id,
        max(customer_id) as customer_id,
        max(source || ':' || source_id) filter (where is_converting) as event_id,
        min(occurred_at) as converted_at,
        case when bool_or(source = 'deal_outcome') then 'won_deal' else 'order' end
            as conversion_type,
        max(deal_id) as deal_id,
        min_by(order_id, member_number) filter (where source = 'order') as order_id,
        count(order_id) as order_count,
        coalesce(
            max(case when source = 'deal_outcome' then amount end),
            sum(case when source = 'order' then amount end)
        ) as value
    from members
    group by conversion_id
),

named_by_rules as (
    select
        rule_members.conversion_type || ':' || events.event_id as conversion_id,
        events.customer_id,
        events.event_id,
        events.occurred_at as converted_at,
        rule_members.conversion_type,
        events.deal_id,
        events.order_id,
        cast(0 as bigint) as order_count,
        events.value
    from events
    inner join rule_members
        on
            events.source = rule_members.source
            and events.source_id = rule_members.source_id
    where {{ is_touched(
        "coalesce(events.customer_id,"
        ~ " rule_members.conversion_type || ':' || events.event_id)"
    ) }}
),

unioned as (
    select * from sold
    union all
    select * from named_by_rules
),

final as (
    select
        conversion_id,
        customer_id,
        event_id,
        converted_at,
        conversion_type,
        deal_id,
        order_id,
        order_count,
        cast(value as decimal(38, 4)) as value,
        row_number() over (
            partition by coalesce(customer_id, conversion_id)
            order by converted_at, conversion_id
        ) as conversion_number
    from unioned
)

select * from final
