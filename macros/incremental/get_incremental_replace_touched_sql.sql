{#- Incremental strategy: the rows of the touched entities become what the model's query
    gives for them. Only rows that differ are written, and only they are announced to
    the models that follow. A model without `replaces` is computed whole, and written
    and announced where it differs. One that `is_precise` (every touched entity has
    changed, and is one row) is spared the comparison of its many columns. -#}
{% macro get_incremental_replace_touched_sql(arg_dict) -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set come = arg_dict.temp_relation -%}
    {%- set columns = get_quoted_csv(arg_dict.dest_columns | map(attribute='name')) -%}
    {%- set keys = unique_key_columns(arg_dict.unique_key) -%}
    {%- set entity = model.config.meta.get('replaces') -%}
    {%- set is_precise = model.config.meta.get('is_precise', false) -%}
    {%- set gone = 'gone__' ~ model.name -%}

    create or replace temp table {{ gone }} as
    select {{ journaled_columns(keys) if is_precise else columns }}
    from {{ target }}
    {% if entity -%}
        where {{ entity }} in (select entity_id from touched__{{ model.name }})
    {%- endif %};

    {% if not is_precise -%}
        {%- set come = 'come__' ~ model.name -%}
        create or replace temp table {{ come }} as
        select {{ columns }} from {{ arg_dict.temp_relation }}
        except
        select {{ columns }} from {{ gone }};

        create or replace temp table {{ gone }} as
        select {{ columns }} from {{ gone }}
        except
        select {{ columns }} from {{ arg_dict.temp_relation }};
    {%- endif %}

    delete from {{ target }} as target
    using {{ gone }} as gone
    where
        {% for column in keys -%}
            target.{{ column }} is not distinct from gone.{{ column }}
            {{ 'and' if not loop.last }}
        {% endfor -%};

    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ come }};

    {{ announced_changes(
        target,
        '(select * from ' ~ gone ~ ' union all select '
        ~ (journaled_columns(keys) if is_precise else columns)
        ~ ' from ' ~ come ~ ')',
        is_precise
    ) }}

    drop table {{ gone }};
    {% if not is_precise -%}
        drop table {{ come }};
    {%- endif %}
{%- endmacro %}
