{#- A moment and, below it, the one at which the latest way there began: 0 for none. -#}
{% macro packed_way(moment, begin='0') -%}
    (cast({{ moment }} as hugeint) << 63) + {{ begin }}
{%- endmacro %}
