{#- As many numbers for each place as there are ways to end and one more for what still
    runs, and a power of two, since the last bits of a number are read in less than half
    of the time that a division takes. -#}
{% macro kinds_of_ends(causes) -%}
    {%- set powers = [2, 4, 8, 16, 32] | select('gt', causes | length) | list -%}
    {{ return(powers | first) }}
{%- endmacro %}
