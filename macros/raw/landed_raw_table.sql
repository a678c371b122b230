{#- Asks the `raw_files` plugin to land a raw table and to say how it is scanned; see
    docs/decisions/0001. Within one run of dbt the files are looked at once, and each
    question is asked once. -#}
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
        'ids': {
            'owning': kinds_of_ids(table, owning=true),
            'mentioning': kinds_of_ids(table, owning=false),
        },
    }) -%}
    {%- set answers = run_memory().setdefault('landings', {}) -%}
    {%- if request not in answers -%}
        {%- set query = 'select land_raw_table(' ~ string_literals([request]) ~ ')' -%}
        {%- do answers.update({request: fromjson(run_query(query).rows[0][0])}) -%}
    {%- endif -%}
    {{ return(answers[request]) }}
{%- endmacro %}
