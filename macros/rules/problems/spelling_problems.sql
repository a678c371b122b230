{#- Query for a sentence for each name of a seed that no raw value equals: those are
    trimmed and lower-cased. -#}
{% macro spelling_problems(rows, seed_name, column) -%}
    select
        'seeds/{{ seed_name }}.csv, row ' || {{ column }} || ': the {{ column }} '''
        || {{ column }} || ''' has to be written ''' || lower({{ raw_text(column) }})
        || ''', as raw values are compared' as problem
    from {{ rows }}
    where {{ column }} != lower({{ raw_text(column) }})
{%- endmacro %}
