{%- set marts = {
    'touchpoints': ('fct_touchpoints', {'value': 'original_value'}),
    'deals': ('fct_deals', {'amount': 'original_amount'}),
    'orders': ('fct_orders', {'amount': 'original_amount'}),
    'deal_tasks': ('fct_deal_tasks', {}),
    'support_cases': ('fct_support_cases', {}),
    'survey_responses': ('fct_survey_responses', {'score': 'score'}),
} -%}
with

figures as (
    {% for table, (mart, columns) in marts.items() -%}
        select
            '{{ table }}' as table_name,
            '{{ mart }}' as mart_name,
            'rows' as figure,
            (select count(*) from {{ ref('stg_' ~ table) }}) as raw_sum,
            (select count(*) from {{ ref(mart) }}) as mart_sum
        {% for raw_column, mart_column in columns.items() -%}
            union all
            select
                '{{ table }}' as table_name,
                '{{ mart }}' as mart_name,
                '{{ raw_column }}' as figure,
                (
                    select sum({{ raw_column }}) from {{ ref('stg_' ~ table) }}
                ) as raw_sum,
                (select sum({{ mart_column }}) from {{ ref(mart) }}) as mart_sum
        {% endfor -%}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

final as (
    select
        table_name,
        mart_name,
        figure,
        cast(coalesce(raw_sum, 0) as decimal(38, 4)) as raw_sum,
        cast(coalesce(mart_sum, 0) as decimal(38, 4)) as mart_sum,
        cast(
            coalesce(mart_sum, 0) - coalesce(raw_sum, 0) as decimal(38, 4)
        ) as difference
    from figures
)

select * from final
