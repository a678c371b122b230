{#- Two ranks for each quantile, between which it lies. -#}
{% macro ranks_of_durations(quantiles) -%}
    {%- set ranks = {
        'km_median': 'km_rank',
        'km_median_ci_low': 'low_rank',
        'km_median_ci_high': 'high_rank',
    } -%}
    {%- for name, fraction in quantiles.items() -%}
        {%- set rank = fraction ~ ' * cast(ended_count - 1 as double)' -%}
        {%- do ranks.update({
            name ~ '_below': 'cast(floor(' ~ rank ~ ') as bigint) + 1',
            name ~ '_above': 'cast(ceil(' ~ rank ~ ') as bigint) + 1',
        }) -%}
    {%- endfor -%}
    {{ return(ranks) }}
{%- endmacro %}
