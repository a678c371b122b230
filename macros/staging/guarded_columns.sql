{#- The columns of a row whose id is a guard value, joined by commas; null where there
    is none. -#}
{% macro guarded_columns(columns) -%}
    {%- set guarded = [] -%}
    {%- for column in columns if column.meta.get('is_identity') -%}
        {%- do guarded.append(
            "case when " ~ column.name ~ " is null"
            ~ " and " ~ raw_text('raw__' ~ column.name) ~ " is not null"
            ~ " then '" ~ column.name ~ "' end"
        ) -%}
    {%- endfor -%}
    {%- if not guarded -%}
        {{ return('cast(null as ' ~ dbt.type_string() ~ ')') }}
    {%- endif -%}
    nullif(concat_ws(',', {{ guarded | join(', ') }}), '')
{%- endmacro %}
