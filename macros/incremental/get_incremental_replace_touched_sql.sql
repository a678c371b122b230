{#- Incremental strategy: the rows of the touched entities become what the model's query
    gives for them. Only rows that differ are written, and only they are announced to
    the models that follow. A model without `replaces` is computed whole, and written
    and announced where it differs. -#}
{% macro get_incremental_replace_touched_sql(arg_dict) -%}
    {%- set target = arg_dict.target_relation -%}
    {%- set columns = get_quoted_csv(arg_dict.dest_columns | map(attribute='name')) -%}
    {%- set entity = model.config.meta.get('replaces') -%}
    create or replace temp table before__{{ model.name }} as
    select {{ columns }} from {{ target }}
    {% if entity -%}
        where {{ entity }} in (select entity_id from touched__{{ model.name }})
    {%- endif %};

    create or replace temp table gone__{{ model.name }} as
    select {{ columns }} from before__{{ model.name }}
    except
    select {{ columns }} from {{ arg_dict.temp_relation }};

    create or replace temp table come__{{ model.name }} as
    select {{ columns }} from {{ arg_dict.temp_relation }}
    except
    select {{ columns }} from before__{{ model.name }};

    delete from {{ target }} as target
    using gone__{{ model.name }} as gone
    where
        {% for column in unique_key_columns(arg_dict.unique_key) -%}
            target.{{ column }} is not distinct from gone.{{ column }}
            {{ 'and' if not loop.last }}
        {% endfor -%};

    insert into {{ target }} ({{ columns }})
    select {{ columns }} from come__{{ model.name }};

    {{ announced_changes(target) }}

    {% for part in ['before', 'gone', 'come'] -%}
        drop table {{ part }}__{{ model.name }};
    {% endfor -%}
{%- endmacro %}
