{#- Rows of the touched entities that differ between a table and what its model's query
    gives now, as a query: `gone_id`, the row that is to leave the table; `come_id`, the
    one that is to enter it. Only the numbers of rows are written down, so that the many
    columns of either side are read once. A model that `is_precise` (every touched entity
    has changed, and is one row) is spared the comparison. -#}
{% macro changed_rows(target, come, columns, keys) -%}
    {%- set touched -%}
        {% if model.config.meta.get('replaces') -%}
            where {{ is_touched(model.config.meta.replaces) }}
        {%- endif %}
    {%- endset -%}
    {%- if model.config.meta.get('is_precise') -%}
        select {{ row_id() }} as gone_id, null as come_id
        from {{ target }}
        {{ touched }}
        union all
        select null as gone_id, {{ row_id() }} as come_id
        from {{ come }}
    {%- else -%}
        select gone.changed_row_id as gone_id, come.changed_row_id as come_id
        from (
            select {{ row_id() }} as changed_row_id, *
            from {{ target }}
            {{ touched }}
        ) as gone
        full outer join (
            select {{ row_id() }} as changed_row_id, *
            from {{ come }}
        ) as come
            on
                {% for key in keys -%}
                    gone.{{ key }} is not distinct from come.{{ key }}
                    {{ 'and' if not loop.last }}
                {% endfor %}
        where
            gone.changed_row_id is null
            or come.changed_row_id is null
            {% for column in columns -%}
                or gone.{{ column }} is distinct from come.{{ column }}
            {% endfor %}
    {%- endif -%}
{%- endmacro %}
