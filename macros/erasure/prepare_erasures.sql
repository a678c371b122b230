{#- Runs before any model: where the list of erased ids has grown, base models read the
    files again in whose rows one of them stands. -#}
{% macro prepare_erasures() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set text = dbt.type_string() -%}
    {%- call statement(auto_begin=true) -%}
        create table if not exists journal.erased_hashes (hash {{ text }});
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {%- set kinds = newly_erased_kinds() -%}
    {%- if kinds -%}
        {%- call statement(auto_begin=true) -%}
            {% for table in raw_tables()
                if relation_of('base_' ~ table) is not none -%}
                {{ files_to_erase_from(table, kinds) }};
            {% endfor -%}
            insert into journal.erased_hashes
            select hash from erasures.main.hashes
            where hash not in (select hash from journal.erased_hashes);
        {%- endcall -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}
