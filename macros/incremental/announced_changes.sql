{#- Statements that enter into the journal what the rows that changed name, as the model's
    `announces` says (name: expression); where the rows are named by it already, the
    names are read. A raw table also announces what other versions of the changed rows
    name: one of them may count now, or count no longer. -#}
{% macro announced_changes(target, changed, is_named=false) -%}
    {%- set seq = build_state(model.name).seq -%}
    {%- set columns = announced_columns() -%}
    {%- set named = 'named__' ~ model.name -%}
    {#- Models that are computed whole need not know more. #}
    insert into journal.changes
    select {{ seq }}, '{{ model.name }}', '*', null
    where exists (select 1 from {{ changed }} as changed);

    {% if columns -%}
        create or replace temp table {{ named }} as
        select
            {% for name, expression in columns.items() -%}
                cast({{ name if is_named else expression }} as {{ dbt.type_string() }})
                    as {{ name }}{{ ',' if not loop.last }}
            {% endfor %}
        from {{ changed }} as changed;
    {%- endif %}

    {% if 'row_key' in columns -%}
        insert into {{ named }}
        select
            {% for expression in columns.values() -%}
                cast({{ expression }} as {{ dbt.type_string() }})
                {{- ',' if not loop.last }}
            {% endfor %}
        from {{ target }}
        where {{ columns.row_key }} in (select row_key from {{ named }});
    {%- endif %}

    {% for name in columns -%}
        insert into journal.changes
        select distinct {{ seq }}, '{{ model.name }}', '{{ name }}', {{ name }}
        from {{ named }}
        where {{ name }} is not null;
    {% endfor -%}

    {% if columns -%}
        drop table {{ named }};
    {%- endif %}
{%- endmacro %}
