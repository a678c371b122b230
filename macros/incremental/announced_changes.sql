{#- Statements that enter into the journal what the rows that changed name, as the model's
    `announces` says (name: expression). A raw table also announces what other versions of
    the changed rows name: one of them may count now, or count no longer. -#}
{% macro announced_changes(target, come, changed) -%}
    {%- set seq = build_state(model.name).seq -%}
    {%- set announced = announced_columns() -%}
    {%- set named = 'named__' ~ model.name -%}
    {#- Models that are computed whole need not know more. #}
    insert into journal.news
    select {{ seq }}, '{{ model.name }}', '*'
    where exists (select 1 from {{ changed }});

    {% if announced -%}
        create or replace temp table {{ named }} as
        {% for relation, id in [(target, 'gone_id'), (come, 'come_id')] -%}
            select {{ announced_list() }}
            from {{ relation }}
            where {{ row_id() }} in (select {{ id }} from {{ changed }})
            {{ 'union all' if not loop.last }}
        {% endfor -%}
        ;
    {%- endif %}

    {% if 'row_key' in announced -%}
        insert into {{ named }}
        select {{ announced_list() }}
        from {{ target }}
        where {{ row_id() }} in (
            select {{ row_id() }}
            from {{ target }}
            where {{ announced.row_key }} in (
                select row_key from {{ named }}
                {{ outlying_ids() }}
            )
        );
    {%- endif %}

    {% for name in announced -%}
        insert into journal.changes
        select distinct {{ seq }}, '{{ model.name }}', '{{ name }}', {{ name }}
        from {{ named }}
        where {{ name }} is not null;

        insert into journal.news
        select {{ seq }}, '{{ model.name }}', '{{ name }}'
        where exists (select 1 from {{ named }} where {{ name }} is not null);
    {% endfor -%}

    {% if announced -%}
        drop table {{ named }};
    {%- endif %}
{%- endmacro %}
