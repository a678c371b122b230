{#- A bound of the Wilson score interval of a share (E. B. Wilson, Journal of the American
    Statistical Association 22, 1927, 209-212). The upper bound is 1 less the lower one
    of the failures, so that rounding takes neither outside 0 to 1. -#}
{% macro wilson_bound(successes, trials, side) -%}
    {%- if side not in ['low', 'high'] -%}
        {{ exceptions.raise_compiler_error(
            "wilson_bound: the side is 'low' or 'high', not '" ~ side ~ "'."
        ) }}
    {%- endif -%}
    {%- set z = 'cast(' ~ var('interval_normal_quantile') ~ ' as double)' -%}
    {%- set trials = '(' ~ trials ~ ')' -%}
    {%- set successes = '(' ~ successes ~ ')' -%}
    {%- set failures = '(' ~ trials ~ ' - ' ~ successes ~ ')' -%}
    {%- set hits, misses = (
        (successes, failures) if side == 'low' else (failures, successes)
    ) -%}
    ({{ '1 - ' if side == 'high' }}(
        2 * {{ hits }} + {{ z }} * {{ z }}
        - {{ z }} * sqrt(
            {{ z }} * {{ z }} + {{ share('4 * ' ~ hits ~ ' * ' ~ misses, trials) }}
        )
    ) / (2 * ({{ trials }} + {{ z }} * {{ z }})))
{%- endmacro %}
