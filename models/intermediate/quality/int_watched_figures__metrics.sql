{#- The marts whose figures may be watched. -#}
{%- set relations = {
    'fct_sessions': ref('fct_sessions'),
    'fct_conversions': ref('fct_conversions'),
    'fct_orders': ref('fct_orders'),
    'fct_lead_responses': ref('fct_lead_responses'),
    'fct_deals': ref('fct_deals'),
    'fct_support_cases': ref('fct_support_cases'),
    'fct_survey_responses': ref('fct_survey_responses'),
    'fct_touchpoints': ref('fct_touchpoints'),
} -%}
with

figures as (
    {{ watched_figures(ref('quality_measures'), relations) }}
)

select * from figures
