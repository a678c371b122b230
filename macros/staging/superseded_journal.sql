{#- The entry in the journal of a model of superseded rows: it decides anew about the keys
    of which a row changed. -#}
{% macro superseded_journal(table) -%}
    {{ return({
        'replaces': 'row_key',
        'follows': ['base_' ~ table ~ '.row_key'],
    }) }}
{%- endmacro %}
