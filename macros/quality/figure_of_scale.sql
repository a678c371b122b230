{#- What a value of the scale of `scaled_figure` says: a count, a share, a mean, a sum. -#}
{% macro figure_of_scale(statistic, scaled) -%}
    case
        when {{ statistic }} = 'count'
            then greatest(pow(greatest({{ scaled }}, 0) / 2, 2) - 0.375, 0)
        when {{ statistic }} = 'sum' then sinh({{ scaled }})
        when {{ statistic }} = 'geometric_mean' then exp({{ scaled }}) - 1
        else pow(sin(least(greatest({{ scaled }}, 0), pi() / 2)), 2)
    end
{%- endmacro %}
