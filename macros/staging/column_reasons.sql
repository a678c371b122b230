{#- The checks of one column, each an SQL expression that gives a reason or null. -#}
{% macro column_reasons(column) -%}
    {%- set name = column.name -%}
    {%- set bound = number_bound(column.data_type) -%}
    {%- set meta = column.meta -%}
    {%- if bound is not none -%}
        {%- set meta = dict({'minimum': -bound, 'maximum': bound}, **meta) -%}
    {%- endif -%}
    {%- set reasons = [] -%}
    {%- set raw = raw_text('raw__' ~ name) -%}
    {%- if meta.get('is_filled') -%}
        {%- set checked = name if column.data_type == 'varchar' else raw -%}
        {%- do reasons.append(
            "case when " ~ checked ~ " is null then '" ~ name ~ ": empty' end"
        ) -%}
    {%- endif -%}
    {#- `anon:<device>` names a person whom nobody identified; a customer of that name
        would be taken for them. -#}
    {%- if 'customers' in (meta.get('person'), meta.get('references')) -%}
        {%- do reasons.append(
            "case when " ~ name ~ " like 'anon:%'"
            ~ " then '" ~ name ~ ": named like an anonymous person' end"
        ) -%}
    {%- endif -%}
    {%- if column.data_type != 'varchar' -%}
        {%- do reasons.append(unread_reason(column)) -%}
    {%- endif -%}
    {%- set limits = [
        ('accepted_values', ' not in (', 'not an accepted value'),
        ('minimum', ' < ', 'below the minimum'),
        ('above', ' <= ', 'below the minimum'),
        ('maximum', ' > ', 'above the maximum'),
    ] -%}
    {%- for key, operator, reason in limits if key in meta -%}
        {%- set limit = meta[key] -%}
        {%- if key == 'accepted_values' -%}
            {%- set limit = "'" ~ (limit | join("', '")) ~ "')" -%}
        {%- endif -%}
        {%- do reasons.append(
            "case when " ~ name ~ operator ~ limit
            ~ " then '" ~ name ~ ": " ~ reason ~ "' end"
        ) -%}
    {%- endfor -%}
    {{ return(reasons) }}
{%- endmacro %}
