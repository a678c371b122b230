{#- The salted hash of an id by which a list of erased ids knows it; `kind` is the raw
    table whose rows it names, or `devices`. -#}
{% macro erased_hash(kind, id) -%}
    {{ return(adapter.dispatch('erased_hash', 'journey_warehouse')(kind, id)) }}
{%- endmacro %}

{% macro duckdb__erased_hash(kind, id) -%}
    sha256((select salt from erasures.main.salts) || '{{ kind }}:' || {{ id }})
{%- endmacro %}
