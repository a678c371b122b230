{#- Query for a sentence for each channel whose spellings disagree on its group or on one
    of its names, with two of them that do. -#}
{% macro channel_problems(channels) -%}
    {% for column in ['channel_group', 'name_en', 'name_ru'] -%}
        select
            'seeds/channels.csv, channel ' || channel
            || ': its rows have to agree on {{ column }}, and have '
            || min({{ column }} || ' (row ' || channel_alias || ')') || ' and '
            || max({{ column }} || ' (row ' || channel_alias || ')') as problem
        from {{ channels }}
        group by channel
        having count(distinct {{ column }}) > 1
        {{ 'union all' if not loop.last }}
    {% endfor -%}
{%- endmacro %}
