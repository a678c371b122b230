{#- Whether a packed event has a rank, a constant; without unpacking it. -#}
{% macro has_rank(code, rank) -%}
    {%- set place = packed_event_layout('position').rank -%}
    {{ code }} & {{ place.greatest * 2 ** place.shift }}::hugeint
    = {{ rank * 2 ** place.shift }}::hugeint
{%- endmacro %}
