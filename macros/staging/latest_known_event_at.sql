{#- The latest instant that a row of a base model tells of, by `JOURNEY_AS_OF`: a deal
    that closed later was known by then, its closing was not. -#}
{% macro latest_known_event_at(table) -%}
    {%- if not as_of_setting() -%}
        {{ return('latest_event_at') }}
    {%- endif -%}
    {%- set known = [] -%}
    {%- for name in event_columns(raw_contract(table).columns) -%}
        {%- do known.append(known_by_as_of(name)) -%}
    {%- endfor -%}
    {%- if known | length < 2 -%}
        {{ return(known[0] or 'latest_event_at') }}
    {%- endif -%}
    greatest({{ known | join(', ') }})
{%- endmacro %}
