{#- Incremental strategy: the rows of the touched entities become what the model's query
    gives for them. Only rows that differ are written, and only they are announced to
    the models that follow. A model without `replaces` is computed whole, and written
    and announced where it differs. -#}
{% macro get_incremental_replace_touched_sql(arg_dict) -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set come = arg_dict.temp_relation -%}
    {%- set columns = arg_dict.dest_columns | map(attribute='quoted') | list -%}
    {%- set changed = 'changed__' ~ model.name -%}

    create or replace temp table {{ changed }} as
    {{ changed_rows(target, come, columns, unique_key_columns(arg_dict.unique_key)) }};

    {{ announced_changes(target, come, changed) }}

    delete from {{ target }}
    where {{ row_id() }} in (select gone_id from {{ changed }});

    insert into {{ target }} ({{ columns | join(', ') }})
    select {{ columns | join(', ') }}
    from {{ come }}
    where {{ row_id() }} in (select come_id from {{ changed }});

    drop table {{ changed }};
{%- endmacro %}
