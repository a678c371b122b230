{#- What a row of the `breakdowns` seed may name, beside columns that the raw contract
    does not know. Instants, amounts and keys of single things split nothing worth
    reading; what is not a raw column is worked out by the model of its table. -#}
{% macro breakdown_columns() -%}
    {{ return({
        'customers': [
            'industry', 'company_size', 'region', 'country', 'persona', 'segment',
            'language', 'timezone', 'preferred_channel', 'marketing_consent',
        ],
        'deals': [
            'pipeline', 'deal_type', 'owner', 'team', 'channel', 'channel_group',
            'product_id', 'lost_reason', 'competitor', 'size_band',
        ],
        'touchpoints': [
            'channel', 'channel_group', 'campaign', 'content', 'touchpoint_type',
            'family', 'direction', 'is_automated', 'is_personalised', 'outcome',
            'topic', 'page', 'referrer', 'device', 'country', 'owner', 'product_id',
        ],
        'survey_responses': ['channel', 'channel_group', 'product_id'],
        'orders': ['channel', 'channel_group', 'status', 'promo_code', 'offer_id'],
        'support_cases': ['channel', 'channel_group', 'topic', 'priority', 'owner'],
    }) }}
{%- endmacro %}
