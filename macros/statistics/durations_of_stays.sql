{#- Query for the durations of each group of stays: order statistics and mean of what is
    over, the Kaplan-Meier median with its interval, and the incidences of competing
    causes up to a horizon, or up to the longest stay where that is shorter.

    Between two running stays nothing is censored, so that every end takes the same weight
    from the survival; what a running stay would have taken goes to those who stayed
    longer (B. Efron, Proceedings of the Fifth Berkeley Symposium 4, 1967, 831-853). So
    only the running stays need a row, with how many had ended by then of each cause, and
    the result is the product limit of E. L. Kaplan and P. Meier (Journal of the American
    Statistical Association 53, 1958, 457-481) and the incidence of O. Aalen and
    S. Johansen (Scandinavian Journal of Statistics 5, 1978, 141-150). What is censored at
    an instant is at risk there.

    The interval is the reflected one of E. V. Slud, D. P. Byar and S. B. Green
    (Biometrics 40, 1984, 587-600): the times at which the survival crosses the bounds
    that it has at its median, by Greenwood's variance on the scale of log(-log). -#}
{% macro durations_of_stays(relation, by, time, ended_by, causes, horizon_days) -%}
    {%- set horizon = horizon_days ~ ' * cast(86400000000 as bigint)' -%}
    {%- set group = by | join(', ') -%}
    {%- set over = 'over (partition by ' ~ group ~ ' order by stay' -%}
    {%- set so_far = over ~ ' rows between unbounded preceding and current row)' -%}
    {%- set before = over ~ ' rows between unbounded preceding and 1 preceding)' -%}
    {%- set ended_so_far = causes | join('_place + ') ~ '_place' -%}
    {%- set z = 'cast(' ~ var('interval_normal_quantile') ~ ' as double)' -%}
    {%- set spread = 'exp(' ~ z ~ ' * sqrt(variance) / ln(2))' -%}
    with

    wholes as (
        select
            {{ group }},
            count(*) as stay_count,
            count({{ ended_by }}) as ended_count,
            sum({{ time }}) filter (where {{ ended_by }} is not null) as ended_sum,
            max({{ time }}) as longest,
            {{ sorted_list(time, ended_by ~ ' is not null') }} as ended_times
            {%- for cause in causes %},
            count(*) filter (
                where {{ ended_by }} = {{ loop.index }} and {{ time }} <= {{ horizon }}
            ) as {{ cause }}_count
            {%- endfor %}
        from {{ relation }} as stays
        where {{ time }} is not null
        group by {{ group }}
    ),

    causes as (
        {%- for cause in causes %}
        select {{ loop.index }} as cause
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ),

    -- Each running stay stands among the ends of each cause.
    ranked as (
        select
            {{ group }},
            cause,
            stay,
            is_running,
            row_number() over (
                partition by {{ group }}, cause
                order by stay, is_running
            ) as place
        from (
            select
                {{ group }},
                {{ ended_by }} as cause,
                {{ time }} as stay,
                false as is_running
            from {{ relation }} as ended
            where {{ ended_by }} is not null and {{ time }} is not null
            union all
            select
                {{ group }},
                causes.cause,
                {{ time }} as stay,
                true as is_running
            from {{ relation }} as running
            cross join causes
            where {{ ended_by }} is null
        ) as lines
    ),

    -- A row per length of running stays, after one that stands for the beginning.
    running as (
        select
            {{ group }},
            stay,
            count(*) filter (where cause = 1) as running_count
            {%- for cause in causes %},
            min(place) filter (where cause = {{ loop.index }}) - 1 as {{ cause }}_place
            {%- endfor %}
        from ranked
        where is_running
        group by {{ group }}, stay
        union all
        select
            {{ group }},
            cast(-1 as bigint) as stay,
            0 as running_count
            {%- for cause in causes %},
            0 as {{ cause }}_place
            {%- endfor %}
        from wholes
    ),

    counted as (
        select
            *,
            cast(coalesce(sum(running_count) {{ before }}, 0) as bigint)
                as running_before,
            {{ ended_so_far }} as place
        from running
    ),

    weighed as (
        select
            *,
            place - {{ causes | length }} * running_before as ended_before,
            stay_count - (place - ({{ causes | length }} - 1) * running_before)
                as at_risk_count,
            lead(place - {{ causes | length }} * running_before, 1, ended_count)
                {{ over }}) as ended_after
        from counted
        inner join wholes using ({{ group }})
    ),

    shared as (
        select
            *,
            {{ product(
                '1 + coalesce(' ~ share(
                    'running_count', 'at_risk_count - running_count'
                ) ~ ', 0)',
                so_far,
            ) }} / stay_count as weight,
            at_risk_count - running_count as left_count
        from weighed
    ),

    -- Greenwood's sum, of all the ends between two running stays at once.
    curved as (
        select
            *,
            weight - coalesce(lag(weight) {{ over }}), 0) as weight_gain,
            weight * left_count as survival,
            ended_after - ended_before as ends_count,
            coalesce(sum(
                {{ share(1, 'left_count - ended_after + ended_before') }}
                - {{ share(1, 'left_count') }}
            ) {{ before }}, 0) as variance_before
        from shared
    ),

    medians as (
        select
            {{ group }},
            {{ rank_of_survival(0.5) }} as km_rank,
            min(
                variance_before
                + {{ share(1, 'left_count - ' ~ ends_to_survival(0.5)) }}
                - {{ share(1, 'left_count') }}
            ) filter (where {{ is_survival_crossed(0.5) }}) as variance
            {%- for cause in causes %},
            {{ nine_digits(
                'sum(weight_gain * (' ~ cause ~ '_count - ' ~ cause
                ~ '_place + running_before)) filter (where stay <= ' ~ horizon ~ ')'
            ) }} as {{ cause }}_incidence
            {%- endfor %}
        from curved
        group by {{ group }}
    ),

    bounds as (
        select
            {{ group }},
            {{ rank_of_survival('bound_high') }} as low_rank,
            {{ rank_of_survival('bound_low') }} as high_rank
        from curved
        inner join (
            select
                {{ group }},
                power(cast(0.5 as double), {{ spread }}) as bound_low,
                power(cast(0.5 as double), 1 / {{ spread }}) as bound_high
            from medians
        ) as bounded using ({{ group }})
        group by {{ group }}
    )

    select
        {{ group }},
        {{ quantile_of_list('ended_times', 'ended_count', 0.5) }} / 86400000000
            as median_days,
        {{ quantile_of_list('ended_times', 'ended_count', 0.9) }} / 86400000000
            as p90_days,
        {{ nine_digits(share('ended_sum', '86400000000 * ended_count')) }}
            as mean_completed_days,
        {%- for column, rank in {
            'km_median_days': 'km_rank',
            'km_median_ci_low': 'low_rank',
            'km_median_ci_high': 'high_rank',
        }.items() %}
        {{ list_element('ended_times', rank) }} / 86400000000.0 as {{ column }},
        {%- endfor %}
        {%- for cause in causes %}
        {{ cause }}_incidence,
        {%- endfor %}
        longest / 86400000000.0 as longest_days
    from wholes
    inner join medians using ({{ group }})
    inner join bounds using ({{ group }})
{%- endmacro %}
