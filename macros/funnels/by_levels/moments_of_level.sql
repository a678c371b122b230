{#- The moments of steps whose level meets a condition. -#}
{% macro moments_of_level(moments, condition) -%}
    list_filter(
        {{ moments }},
        lambda moment: {{ unpacked_moment('moment', 'level') }} {{ condition }}
    )
{%- endmacro %}
