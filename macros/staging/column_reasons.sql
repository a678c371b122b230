{#- The checks of one column, each an SQL expression that gives a reason or null. -#}
{% macro column_reasons(column) -%}
    {%- set name = column.name -%}
    {%- set meta = column.meta -%}
    {%- set reasons = [] -%}
    {%- set nouns = {
        'timestamp': 'timestamp',
        'date': 'date',
        'boolean': 'boolean',
        'bigint': 'whole number',
    } -%}
    {%- set raw = raw_text('raw__' ~ name) -%}
    {#- Native types hold infinity and years of six digits, which no arithmetic
        survives. -#}
    {%- set extremes = {
        'timestamp':
            "timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'",
        'date': "date '0001-01-01' and date '9999-12-31'",
    } -%}
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
        {%- set noun = nouns.get(column.data_type, 'number') -%}
        {%- set is_unread = name ~ " is null and " ~ raw ~ " is not null" -%}
        {%- if column.data_type in extremes -%}
            {%- set is_extreme = name ~ " not between " ~ extremes[column.data_type] -%}
            {%- set is_unread = is_unread ~ " or " ~ is_extreme -%}
        {%- endif -%}
        {%- do reasons.append(
            "case when " ~ is_unread ~ " then '" ~ name ~ ": not a " ~ noun ~ "' end"
        ) -%}
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
