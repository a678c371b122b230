{#- Query for a sentence for each name of a seed whose rows disagree on one of some
    columns, with two of them that do: which of them counts would be decided by chance. -#}
{% macro disagreement_problems(rows, seed_name, name, spelling, columns) -%}
    {% for column in columns -%}
        select
            'seeds/{{ seed_name }}.csv, {{ name }} ' || {{ name }}
            || ': its rows have to agree on {{ column }}, and have '
            || min({{ column }} || ' (row ' || {{ spelling }} || ')') || ' and '
            || max({{ column }} || ' (row ' || {{ spelling }} || ')') as problem
        from {{ rows }}
        group by {{ name }}
        having count(distinct {{ column }}) > 1
        {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
