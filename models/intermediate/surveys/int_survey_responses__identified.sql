{{ config(materialized='ephemeral') }}
with

responses as (
    select * from {{ ref('stg_survey_responses') }}
    where {{ is_touched('response_id', by='int_survey_responses__resolved') }}
),

merged_ids as (
    select * from {{ ref('int_customer_merges') }}
),

anonymous_ids as (
    select * from {{ ref('int_anonymous_ids') }}
),

subjects as (
    select * from {{ ref('int_survey_responses__subjects') }}
),

-- An answer that nobody invited is its own invitation.
dated as (
    select
        *,
        coalesce(sent_at, delivered_at, responded_at, loaded_at) as invited_at,
        case
            when score is not null
                then coalesce(responded_at, loaded_at, sent_at, delivered_at)
        end as answered_at
    from responses
),

-- A device belongs to whoever answered on it, not to whoever was invited.
identified as (
    {{ identified_rows('dated', 'coalesce(dated.answered_at, dated.invited_at)') }}
),

owned as (
    select
        identified.*,
        coalesce(identified.resolved_customer_id, subjects.customer_id)
            as response_customer_id
    from identified
    left join subjects
        on identified.response_id = subjects.response_id
)

select * from owned
