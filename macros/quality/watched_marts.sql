{#- The marts whose figures may be watched. -#}
{% macro watched_marts() -%}
    {{ return([
        'fct_sessions', 'fct_conversions', 'fct_orders', 'fct_lead_responses',
        'fct_deals', 'fct_support_cases', 'fct_survey_responses', 'fct_touchpoints',
    ]) }}
{%- endmacro %}
