{#- Statements that enter into the journal what the rows that changed name, as the model's
    `announces` says (name: expression); where the rows are named by it already, the
    names are read. A raw table also announces what other versions of the changed rows
    name: one of them may count now, or count no longer. -#}
{% macro announced_changes(target, changed, is_named=false) -%}
    {%- set seq = next_journal_seq() -%}
    {%- set columns = announced_columns() -%}
    {%- for name, expression in columns.items() -%}
        {%- set value = name if is_named else expression %}
        insert into journal.changes
        select distinct
            {{ seq }},
            '{{ model.name }}',
            '{{ name }}',
            cast({{ value }} as {{ dbt.type_string() }})
        from (
            select * from {{ changed }}
            {% if 'row_key' in columns and name != 'row_key' -%}
                union all
                select *
                from {{ target }}
                where {{ columns.row_key }} in (
                    select value from journal.changes
                    where model = '{{ model.name }}' and seq = {{ seq }}
                )
            {%- endif %}
        ) as changed
        where {{ value }} is not null;
    {% endfor -%}
{%- endmacro %}
