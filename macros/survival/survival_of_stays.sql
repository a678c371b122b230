{#- Between two running stays nothing is censored, so that every end takes the same weight
    from the survival; what a running stay would have taken goes to those who stayed
    longer (B. Efron, Proceedings of the Fifth Berkeley Symposium 4, 1967, 831-853). So
    only the running stays need a row, and the result is the product limit of
    E. L. Kaplan and P. Meier (Journal of the American Statistical Association 53, 1958,
    457-481). Greenwood's sum is that of all the ends between two of them at once. -#}
{% macro survival_of_stays(ordered, running, causes) -%}
    {%- set over = 'over (partition by stage_number, group_number order by code' -%}
    {%- set so_far = over ~ ' rows between unbounded preceding and current row)' -%}
    {%- set before = over ~ ' rows between unbounded preceding and 1 preceding)' -%}
    select
        *,
        weight - coalesce(lag(weight) {{ over }}), 0) as weight_gain,
        weight * left_count as survival,
        coalesce(sum(
            {{ share(1, 'left_count - ends_count') }} - {{ share(1, 'left_count') }}
        ) {{ before }}, 0) as variance_before
    from (
        select
            *,
            {{ product(
                '1 + coalesce(' ~ share('running_count', 'left_count') ~ ', 0)', so_far
            ) }} / stay_count as weight,
            lead(ended_before, 1, ended_count) {{ over }}) - ended_before as ends_count
        from (
            select
                running.*,
                wholes.stay_count,
                wholes.ended_count,
                wholes.horizon_code,
                {%- for cause in causes %}
                wholes.{{ cause }}_count - running.{{ cause }}_before
                    as {{ cause }}_after,
                {%- endfor %}
                wholes.stay_count - running.ended_before - running.running_before
                - running.running_count as left_count
            from {{ running }} as running
            inner join {{ ordered }} as wholes
                on
                    running.stage_number = wholes.stage_number
                    and running.group_number = wholes.group_number
        ) as counted
    ) as weighed
{%- endmacro %}
