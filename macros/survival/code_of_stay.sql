{#- As many numbers for each place as there are ways to end, and the last one for what
    still runs: what is censored at an instant is at risk there. A list of whole numbers
    of four bytes is sorted in half the time of one of lengths. -#}
{% macro code_of_stay(causes) -%}
    {%- set kinds = causes | length + 1 -%}
    (place * {{ kinds }} + coalesce(ended_by, {{ kinds }}) - 1)
{%- endmacro %}
