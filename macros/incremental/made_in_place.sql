{#- What a materialization does, and returns, for a table or a view that is made anew: the
    old one is dropped in the transaction that makes the new one, so that nobody sees
    neither. dbt's own make it under another name: two statements more for a model that is
    new, three or four for one that is there. -#}
{% macro made_in_place() -%}
    {%- set type = 'view' if model.config.materialized == 'view' else 'table' -%}
    {%- set relation = this.incorporate(type=type) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is not none and existing.type != type -%}
        {#- So that dbt hears of it: for a moment there is neither. -#}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- do run_hooks(pre_hooks, inside_transaction=false) -%}
    {%- do run_hooks(pre_hooks) -%}
    {%- call statement('main') -%}
        drop {{ type }} if exists {{ relation }};
        {% if type == 'view' -%}
            {{ get_create_view_as_sql(relation, sql) }}
        {%- else -%}
            {{ create_table_as(false, relation, sql) }}
        {%- endif %}
    {%- endcall -%}
    {%- if type == 'table' -%}
        {%- do create_indexes(relation) -%}
    {%- endif -%}
    {%- do persist_docs(relation, model) -%}
    {%- do run_hooks(post_hooks) -%}
    {%- do adapter.commit() -%}
    {%- do run_hooks(post_hooks, inside_transaction=false) -%}
    {{ return({'relations': [relation]}) }}
{%- endmacro %}
