{#- Query for a sentence for each channel whose spellings disagree on its group or on one
    of its names, with two of them that do, and for each row that takes a mere spelling for
    a channel. -#}
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
        union all
    {% endfor -%}
    select
        'seeds/channels.csv, row ' || spellings.channel_alias || ': the channel '''
        || spellings.channel || ''' is a spelling of the channel ' || named.channel
        || '; write that' as problem
    from {{ channels }} as spellings
    inner join {{ channels }} as named
        on
            spellings.channel = named.channel_alias
            and spellings.channel != named.channel
{%- endmacro %}
