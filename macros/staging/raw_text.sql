{#- The text of a raw column without the blanks around it; null where nothing is left.
    Blanks are those of Unicode and the signs of control that stand for white space. -#}
{% macro raw_text(column) -%}
    {{ return(adapter.dispatch('raw_text', 'journey_warehouse')(
        'cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')'
    )) }}
{%- endmacro %}

{% macro default__raw_text(text) -%}
    nullif(regexp_replace({{ text }}, r'^[\s\p{Zs}]+|[\s\p{Zs}]+$', ''), '')
{%- endmacro %}

{#- Nearly every text begins and ends with a visible sign of ASCII, which is seen faster
    than a text is trimmed. `trim` knows the blanks of Unicode, but no tab; a list of its
    own would make it ten times slower, so that it gets one only where such a sign is. -#}
{% macro duckdb__raw_text(text) -%}
    case
        when
            {{ text }} between '!' and '~'
            and right({{ text }}, 1) between '!' and '~'
            then {{ text }}
        when {{ text }} < '!' or right({{ text }}, 1) < '!'
            then nullif(
                trim(
                    {{ text }},
                    ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)
                ),
                ''
            )
        else nullif(trim({{ text }}), '')
    end
{%- endmacro %}
