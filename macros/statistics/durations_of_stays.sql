{#- Query for the durations of each group of stays, from one row per group and length:
    quantiles and mean of what is over, the Kaplan-Meier median, and the incidences of
    competing causes up to a horizon, or up to the longest stay where that is shorter.
    A survival of a half is one, whatever the last digit of a product of doubles says. -#}
{% macro durations_of_stays(relation, by, time, causes, horizon) -%}
    {%- set group = by | join(', ') -%}
    select
        {{ group }},
        {{ counted_quantile(time, 'left_up_to_count', 'left_total_count', 0.5) }}
            as median_days,
        {{ counted_quantile(time, 'left_up_to_count', 'left_total_count', 0.9) }}
            as p90_days,
        {{ nine_digits(share(
            'sum(' ~ time ~ ' * left_count)', 'sum(left_count)'
        )) }} as mean_completed_days,
        min({{ time }}) filter (where survival < 0.5 + 1e-12) as km_median_days,
        {%- for cause in causes %}
        {{ nine_digits(
            'coalesce(max(' ~ cause ~ '_incidence) filter (where ' ~ time ~ ' <= '
            ~ horizon ~ '), 0)'
        ) }} as {{ cause }}_incidence,
        {%- endfor %}
        max({{ time }}) as longest_days
    from (
        select
            *,
            sum(left_count) over (
                partition by {{ group }}
                order by {{ time }}
                rows between unbounded preceding and current row
            ) as left_up_to_count,
            sum(left_count) over (partition by {{ group }}) as left_total_count
        from ({{ survival_curve(relation, by, time, causes) }}) as survived
    ) as ranked
    group by {{ group }}
{%- endmacro %}
