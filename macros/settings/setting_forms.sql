{#- What each var has to look like: one of some `values`, a text of a `pattern` (in words,
    `text`), a number, or a list of either. A number may be `above` one or have a `least`
    and a `most`, and may have to be `whole`. -#}
{% macro setting_forms() -%}
    {%- set above_zero = {'above': 0} -%}
    {%- set from_zero = {'least': 0} -%}
    {%- set count = {'least': 1, 'is_whole': true} -%}
    {%- set share = {'least': 0, 'most': 1} -%}
    {%- set zone = {'pattern': '.+', 'text': 'an IANA time zone, such as UTC'} -%}
    {{ return({
        'reporting_currency': {
            'pattern': '[A-Z]{3}', 'text': 'a currency of ISO 4217, such as USD',
        },
        'reporting_timezone': zone,
        'raw_timezone': zone,
        'raw_schema': {
            'pattern': '[A-Za-z_][A-Za-z0-9_]*',
            'text': 'the name of a schema, of letters, digits and _',
        },
        'default_pipeline': {
            'pattern': '\\S(.*\\S)?',
            'text': 'the name of a pipeline, without blanks around it',
        },
        'session_gap_minutes': above_zero,
        'session_cuts_on_campaign_change': {'values': ['true', 'false']},
        'journey_gap_days': above_zero,
        'cart_abandonment_hours': above_zero,
        'business_calendar': {
            'pattern': '.+', 'text': 'the name of a calendar of business_hours',
        },
        'lead_deal_window_days': from_zero,
        'chatbot_containment_hours': from_zero,
        'exchange_rate_max_age_days': from_zero,
        'breakdown_min_subjects': count,
        'breakdowns_optional': {
            'pattern': '\\w+\\..+', 'text': '<raw table>.<column>', 'is_list': true,
        },
        'deal_size_band_edges': {
            'above': 0, 'is_list': true, 'is_rising': true,
        },
        'stage_horizon_days': above_zero,
        'bottleneck_days': above_zero,
        'bottleneck_breakdown': {
            'pattern': '.+', 'text': 'a breakdown of customers, or all',
        },
        'bottleneck_least_reasons': count,
        'bottleneck_prior_count': from_zero,
        'bottleneck_waiting_share': share,
        'waiting_cost_share_per_year': from_zero,
        'quality_runs_kept': count,
        'anomaly_history_days': above_zero,
        'anomaly_patience_days': from_zero,
        'anomaly_seasons': count,
        'anomaly_drift_periods': count,
        'anomaly_spread_periods': count,
        'anomaly_standard_errors': above_zero,
        'anomaly_least_change_share': from_zero,
        'anomaly_least_rows': from_zero,
        'anomaly_most_parts': count,
        'anomaly_alert_days': from_zero,
        'slow_page_ms': above_zero,
        'survey_window': {'values': ['day', 'week', 'month', 'quarter', 'year']},
        'interval_normal_quantile': {'above': 0, 'most': 10},
    }) }}
{%- endmacro %}
