{{ config(
    materialized='incremental',
    unique_key='anonymous_id',
    meta={
        'replaces': 'anonymous_id',
        'announces': {'anonymous_id': 'anonymous_id'},
        'follows': [
            'base_orders.anonymous_id',
            'base_survey_responses.anonymous_id',
            'base_experiment_assignments.anonymous_id',
            'int_anonymous_ids.anonymous_id',
        ],
    },
) }}
{%- set mentions = ['orders', 'survey_responses', 'experiment_assignments'] -%}
with

anonymous_ids as (
    select * from {{ ref('int_anonymous_ids') }}
),

mentioned as (
    {% for table in mentions -%}
        select anonymous_id
        from {{ ref('stg_' ~ table) }}
        where customer_id is null and {{ is_touched('anonymous_id') }}
        {{ 'union' if not loop.last }}
    {% endfor -%}
),

-- Devices that ordered or answered and were never seen on any touchpoint.
lone as (
    select mentioned.anonymous_id
    from mentioned
    left join anonymous_ids
        on mentioned.anonymous_id = anonymous_ids.anonymous_id
    where mentioned.anonymous_id is not null and anonymous_ids.anonymous_id is null
)

select * from lone
