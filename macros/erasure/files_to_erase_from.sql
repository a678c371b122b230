{#- Statement: the raw files in whose rows a newly erased id stands count as changed. -#}
{% macro files_to_erase_from(table, kinds) -%}
    {%- set conditions = ['false'] -%}
    {%- for owning in [true, false] -%}
        {%- for named in ids_of_row(table, owning) if named.kind in kinds -%}
            {%- do conditions.append(
                is_erased(named.kind, named.id, only=is_newly_erased())
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    update journal.staged_files
    set content = ''
    where
        model = 'base_{{ table }}'
        and source_file in (
            select source_file
            from {{ relation_of('base_' ~ table) }}
            where {{ conditions | join('\n                or ') }}
        )
{%- endmacro %}
