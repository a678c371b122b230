{#- A figure on a scale on which chance moves it equally far wherever it is: counts as
    Anscombe's square roots, shares as arc sines, sums nearly as logarithms. Of geometric
    means, logarithms are what is summed: a large amount is not the whole figure. -#}
{% macro scaled_figure(statistic, figure_sum, row_count) -%}
    case
        when {{ statistic }} = 'count' then 2 * sqrt({{ figure_sum }} + 0.375)
        when {{ statistic }} = 'sum' then asinh({{ figure_sum }})
        when {{ row_count }} = 0 then null
        when {{ statistic }} = 'geometric_mean' then {{ figure_sum }} / {{ row_count }}
        else asin(sqrt(({{ figure_sum }} + 0.375) / ({{ row_count }} + 0.75)))
    end
{%- endmacro %}
