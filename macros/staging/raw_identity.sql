{#- An id as text; a guard value that stands for "nobody" is no identity (RULES 7).
    Zeros alone are one too, with or without the dashes of a UUID. -#}
{% macro raw_identity(column) -%}
    {%- set text = raw_text(column) -%}
    case
        when lower({{ text }}) in ('null', 'none', 'unknown', 'n/a', 'undefined')
            then null
        when replace(replace({{ text }}, '0', ''), '-', '') = '' then null
        else {{ text }}
    end
{%- endmacro %}
