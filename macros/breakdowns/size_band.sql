{#- The band of `deal_size_band_edges` in which an amount lies, the lower edge included;
    null for null. -#}
{% macro size_band(amount) -%}
    {%- set edges = var('deal_size_band_edges') -%}
    case
        {%- for edge in edges %}
        when {{ amount }} < {{ edge }}
            then '{{ edges[loop.index0 - 1] ~ " to " if not loop.first
                else "under " }}{{ edge }}'
        {%- endfor %}
        when {{ amount }} >= {{ edges | last }} then '{{ edges | last }} and over'
    end
{%- endmacro %}
