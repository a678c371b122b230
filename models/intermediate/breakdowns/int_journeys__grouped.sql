with

journeys as (
    select
        journey_id,
        customer_id,
        started_at,
        coalesce(first_channel, '(none)') as channel
    from {{ ref('fct_journeys') }}
),

described as (
    select * from {{ ref('int_breakdown_values__grouped') }}
    where source_table = 'customers'
),

journey_groups as (
    select * from {{ ref('int_journey_groups') }}
),

unknown as (
    {{ unknown_groups('journey_groups', ['customers']) }}
),

-- A customer is in the segment of the journey's beginning.
final as (
    select
        journeys.journey_id,
        {{ joined_lists([
            'unknown.all_numbers',
            'coalesce(described.group_numbers, unknown.customers_numbers)',
            list_of(['of_channel.group_number']),
        ]) }} as group_numbers
    from journeys
    cross join unknown
    inner join journey_groups as of_channel
        on
            of_channel.source_table = 'journeys'
            and journeys.channel = of_channel.breakdown_value
    left join described
        on
            journeys.customer_id = described.subject_id
            and {{ in_force('described', 'journeys.started_at') }}
)

select * from final
