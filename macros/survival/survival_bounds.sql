{#- The ranks of the bounds of the median's interval, the reflected one of E. V. Slud,
    D. P. Byar and S. B. Green (Biometrics 40, 1984, 587-600): the times at which the
    survival crosses the bounds that it has at its median, by Greenwood's variance on
    the scale of log(-log). -#}
{% macro survival_bounds(curved, medians) -%}
    {%- set z = 'cast(' ~ var('interval_normal_quantile') ~ ' as double)' -%}
    {%- set spread = 'exp(' ~ z ~ ' * sqrt(variance) / ln(2))' -%}
    select
        stage_number,
        group_number,
        {{ rank_of_survival('bound_high') }} as low_rank,
        {{ rank_of_survival('bound_low') }} as high_rank
    from {{ curved }} as curved
    inner join (
        select
            stage_number,
            group_number,
            power(cast(0.5 as double), {{ spread }}) as bound_low,
            power(cast(0.5 as double), 1 / {{ spread }}) as bound_high
        from {{ medians }} as medians
    ) as bounded
        using (stage_number, group_number)
    group by stage_number, group_number
{%- endmacro %}
