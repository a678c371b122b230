{#- How far chance alone moves a value of the scale of `scaled_figure`, as a standard
    deviation: of rows that come one by one. What comes in bursts moves further, by a
    factor that its own past tells. Means and sums have no unit of their own. -#}
{% macro chance_of_scale(statistic, row_count) -%}
    case
        when {{ statistic }} in ('count', 'sum') then 1
        when {{ statistic }} = 'geometric_mean'
            then 1 / sqrt(greatest({{ row_count }}, 1))
        else 1 / (2 * sqrt({{ row_count }} + 0.5))
    end
{%- endmacro %}
