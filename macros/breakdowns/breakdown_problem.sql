{#- One sentence that says why a row of the `breakdowns` seed cannot be used, or nothing.
    A column beyond the contract must be in the data, or a misspelt one would read as a
    customer base without segments. -#}
{% macro breakdown_problem(breakdown, source_column) -%}
    {%- set offered = breakdown_columns() -%}
    {%- set table, _, column = source_column.partition('.') -%}
    {%- set row = 'The breakdown ' ~ breakdown ~ ' names ' ~ source_column -%}
    {%- if breakdown == 'all' -%}
        {{ return(row ~ ', but all is what roll-ups call the whole.') }}
    {%- elif table not in offered -%}
        {{ return(
            row ~ ', which is not of the form <table>.<column> with one of the tables '
            ~ offered | join(', ') ~ '.'
        ) }}
    {%- elif column in offered[table] or source_column in var('breakdowns_optional') -%}
        {{ return('') }}
    {%- elif column in raw_contract(table).columns | map(attribute='name') -%}
        {{ return(
            row ~ ', by which nothing can be broken down; of ' ~ table ~ ', '
            ~ offered[table] | join(', ') ~ ' can be named, and columns of your own.'
        ) }}
    {%- endif -%}
    {%- set found = raw_columns_beyond_contract(table) -%}
    {{ return('' if found is none or column in found else
        row ~ ', a column that neither the contract nor the raw table ' ~ table
        ~ ' has. Its own columns are: ' ~ (found | join(', ') or 'none')
        ~ '. If files may lack it, name it in the var breakdowns_optional.'
    ) }}
{%- endmacro %}
