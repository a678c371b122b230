{#- Query for the durations of each group of stays: order statistics and mean of what is
    over, the Kaplan-Meier median with its interval, and the incidences of competing
    causes up to a horizon, or up to the longest stay where that is shorter.

    All groups, a dozen for each stay, are sorted once, as lists of whole numbers. -#}
{% macro durations_of_stays(stays, causes, horizon_days) -%}
    {%- set quantiles = {'median': 0.5, 'p90': 0.9} -%}
    {%- set ranks = ranks_of_durations(quantiles) -%}
    with

    coded as (
        {{ coded_stays(stays, causes, horizon_days) }}
    ),

    ordered as (
        {{ ordered_stays('coded', causes) }}
    ),

    running as (
        {{ running_stays('ordered', causes) }}
    ),

    curved as (
        {{ survival_of_stays('ordered', 'running', causes) }}
    ),

    medians as (
        {{ survival_medians('curved', causes) }}
    ),

    bounds as (
        {{ survival_bounds('curved', 'medians') }}
    ),

    ranked as (
        {{ codes_at_ranks(
            'ordered', 'curved', 'medians', 'bounds', causes, ranks
        ) }}
    ),

    lengths as (
        {{ lengths_at_ranks(stays, causes, 'ranked', ranks) }}
    )

    select
        stage_number,
        group_number,
        {%- for name, fraction in quantiles.items() %}
        {{ quantile_between(
            name ~ '_below', name ~ '_above', 'ended_count', fraction
        ) }} / 86400000000 as {{ name }}_days,
        {%- endfor %}
        {{ nine_digits(share('ended_microseconds', '86400000000 * ended_count')) }}
            as mean_completed_days,
        km_median / 86400000000.0 as km_median_days,
        km_median_ci_low / 86400000000.0 as km_median_ci_low,
        km_median_ci_high / 86400000000.0 as km_median_ci_high,
        {%- for cause in causes %}
        {{ cause }}_incidence,
        {%- endfor %}
        longest / 86400000000.0 as longest_days
    from ranked
    inner join lengths using (stage_number, group_number)
{%- endmacro %}
