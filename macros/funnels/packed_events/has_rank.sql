{#- Whether a packed event has a rank, without unpacking it. -#}
{% macro has_rank(code, rank, first='instant') -%}
    {%- set place = packed_event_layout(first).rank -%}
    {{ code }} & {{ place.greatest * 2 ** place.shift }}::hugeint
    = cast({{ rank }} as hugeint) << {{ place.shift }}
{%- endmacro %}
