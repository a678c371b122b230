{#- Query for the survival of stays and for what they end with. Survival is the product
    limit (E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53,
    1958, 457-481); the incidence of each cause, beside causes that compete with it, is
    that of O. Aalen and S. Johansen (Scandinavian Journal of Statistics 5, 1978,
    141-150): the sum of survival just before an instant times the share that ends there
    by the cause. What is censored at an instant is at risk there. 1 less the survival
    where other causes were taken for censoring would count the same stays twice. -#}
{% macro survival_curve(relation, by, time, causes) -%}
    {%- set group = by | join(', ') -%}
    {%- set counts = [] -%}
    {%- for cause in causes -%}
        {%- do counts.append(cause ~ '_count') -%}
    {%- endfor -%}
    {%- set stayed = '1 - ' ~ share('left_count', 'at_risk_count') -%}
    {%- set earlier -%}
        over (
            partition by {{ group }} order by {{ time }}
            rows between unbounded preceding and 1 preceding
        )
    {%- endset -%}
    select
        {{ group }},
        {{ time }},
        at_risk_count,
        left_count,
        {%- for count in counts %}
        {{ count }},
        {%- endfor %}
        survival_before * ({{ stayed }}) as survival
        {%- for cause in causes %},
        sum(survival_before * {{ share(cause ~ '_count', 'at_risk_count') }}) over (
            partition by {{ group }}
            order by {{ time }}
            rows between unbounded preceding and current row
        ) as {{ cause }}_incidence
        {%- endfor %}
    from (
        select
            *,
            coalesce({{ product(stayed, earlier) }}, 1) as survival_before
        from (
            select
                *,
                {{ counts | join(' + ') }} as left_count,
                sum({{ counts | join(' + ') }} + censored_count) over (
                    partition by {{ group }}
                    order by {{ time }}
                    rows between current row and unbounded following
                ) as at_risk_count
            from {{ relation }}
            where {{ time }} is not null
        ) as counted
    ) as multiplied
{%- endmacro %}
