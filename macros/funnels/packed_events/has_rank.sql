{#- Whether a packed event has a rank, without unpacking it. -#}
{% macro has_rank(code, rank) -%}
    {%- set place = packed_event_layout('position').rank -%}
    {{ code }} & {{ place.greatest * 2 ** place.shift }}::hugeint
    = cast({{ rank }} as hugeint) << {{ place.shift }}
{%- endmacro %}
