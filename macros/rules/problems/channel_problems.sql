{#- Query for a sentence for each channel whose spellings disagree on its group or on one
    of its names, and for each row that takes a mere spelling for a channel. -#}
{% macro channel_problems(channels) -%}
    {{ disagreement_problems(
        channels, 'channels', 'channel', 'channel_alias',
        ['channel_group', 'name_en', 'name_ru'],
    ) }}
    union all
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
