{#- A bound of the interval of a net promoter score: the adjusted Wald interval (B. Rocks,
    The American Statistician 70, 2016, 365-372) with a third of z squared added to each
    of the three groups. His own weights, 3/4, 3/2 and 3/4, give intervals that are too
    wide where nearly all promote: 98.7 % of them hold a score of 95 at 100 answers. -#}
{% macro nps_bound(promoters, detractors, answers, side) -%}
    {%- if side not in ['low', 'high'] -%}
        {{ exceptions.raise_compiler_error(
            "nps_bound: the side is 'low' or 'high', not '" ~ side ~ "'."
        ) }}
    {%- endif -%}
    {%- set z = 'cast(' ~ var('interval_normal_quantile') ~ ' as double)' -%}
    {%- set whole = '((' ~ answers ~ ') + ' ~ z ~ ' * ' ~ z ~ ')' -%}
    {%- set difference = '((' ~ promoters ~ ') - (' ~ detractors ~ '))' -%}
    {%- set shift = difference ~ ' / ' ~ whole -%}
    {%- set either -%}
        (({{ promoters }}) + ({{ detractors }}) + 2 * {{ z }} * {{ z }} / 3) / {{ whole }}
    {%- endset -%}
    {%- set reach -%}
        {{ z }} * sqrt(({{ either }} - power({{ shift }}, 2)) / {{ whole }})
    {%- endset -%}
    case
        when ({{ answers }}) > 0
            then 100 * {{ 'greatest' if side == 'low' else 'least' }}(
                {{ 'least' if side == 'low' else 'greatest' }}(
                    {{ shift }} {{ '-' if side == 'low' else '+' }} {{ reach }},
                    {{ share(difference, answers) }}
                ),
                {{ '-1' if side == 'low' else '1' }}
            )
    end
{%- endmacro %}
