{#- The greatest number that a raw column of decimals takes, and with a minus the least;
    none for other types. A million million leaves room in decimal(18, 4) for what is
    made of it, in another currency too; a type of fewer digits ends earlier. -#}
{% macro number_bound(data_type) -%}
    {%- if not data_type.startswith('decimal') -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set size = data_type.split('(')[1].rstrip(')').split(',') -%}
    {%- set digits = size[0] | int - size[1] | int -%}
    {{ return(10 ** ([12, digits] | min)) }}
{%- endmacro %}
