{#- The text of a field of a JSON object; null where the object lacks it. -#}
{% macro json_text(object, field) -%}
    {{ return(adapter.dispatch('json_text', 'journey_warehouse')(object, field)) }}
{%- endmacro %}

{% macro default__json_text(object, field) -%}
    get_json_object({{ object }}, '$.' || {{ field }})
{%- endmacro %}

{#- In quotes, or a dot in the name would lead into the object. -#}
{% macro duckdb__json_text(object, field) -%}
    json_extract_string({{ object }}, '$."' || {{ field }} || '"')
{%- endmacro %}
