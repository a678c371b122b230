{#- The incidence is that of O. Aalen and S. Johansen (Scandinavian Journal of Statistics
    5, 1978, 141-150): from a running stay on, each end takes what the weight has gained
    by it. -#}
{% macro survival_medians(curved, causes) -%}
    select
        stage_number,
        group_number,
        {{ rank_of_survival(0.5) }} as km_rank,
        min(
            variance_before
            + {{ share(1, 'left_count - ' ~ ends_to_survival(0.5)) }}
            - {{ share(1, 'left_count') }}
        ) filter (where {{ is_survival_crossed(0.5) }}) as variance
        {%- for cause in causes %},
        {{ nine_digits(
            'sum(weight_gain * ' ~ cause ~ '_after)'
            ~ ' filter (where code <= horizon_code)'
        ) }} as {{ cause }}_incidence
        {%- endfor %}
    from {{ curved }} as curved
    group by stage_number, group_number
{%- endmacro %}
