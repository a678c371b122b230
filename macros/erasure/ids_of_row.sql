{#- The ids in a row of a raw table that may have been erased, as the contract tells them:
    dicts of `kind`, `column` (none: a key of several) and `id`, an expression. `owning`:
    those with which the row goes, else those that it only mentions. -#}
{% macro ids_of_row(table, owning) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set found = [] -%}
    {%- for column in contract.columns -%}
        {%- set kind = column.meta.get('person') or column.meta.get('references') -%}
        {%- set goes_with = 'person' in column.meta or 'is_part' in column.meta -%}
        {%- if kind and goes_with == owning -%}
            {%- do found.append(
                {'kind': kind, 'column': column.name, 'id': column.name}
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set key = contract.meta.key -%}
    {%- if owning and [key[0]] != found | map(attribute='id') | list -%}
        {%- set is_plain = key | length == 1 and not contract.meta.get('id_column') -%}
        {%- do found.append({
            'kind': table,
            'column': key[0] if is_plain else none,
            'id': row_key(table),
        }) -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}
