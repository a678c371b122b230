{#- Asks the `raw_files` plugin to land a raw table and to say how it is scanned; see
    docs/decisions/0001. Within one run of dbt the files are looked at once. -#}
{% macro landed_raw_table(table, passthrough=[], files=none) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set request = tojson({
        'table': table,
        'columns': contract.columns | map(attribute='name') | list,
        'required': required_columns(table),
        'is_required': contract.meta.get('is_required', false),
        'passthrough': passthrough,
        'files': files,
        'run': invocation_id,
    }) -%}
    {%- set literal = "'" ~ (request | replace("'", "''")) ~ "'" -%}
    {%- set answer = run_query('select land_raw_table(' ~ literal ~ ')') -%}
    {{ return(fromjson(answer.rows[0][0])) }}
{%- endmacro %}
