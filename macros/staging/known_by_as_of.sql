{#- The value of a column whose instant lies at or before `JOURNEY_AS_OF`; what happened
    later is not known yet. -#}
{% macro known_by_as_of(instant, value=none, otherwise='null') -%}
    {%- set as_of = as_of_setting() -%}
    {%- if not as_of -%}
        {{ return(value or instant) }}
    {%- endif -%}
    case
        when {{ instant }} > {{ as_of }} then {{ otherwise }}
        else {{ value or instant }}
    end
{%- endmacro %}
