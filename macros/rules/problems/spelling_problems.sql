{#- Query for a sentence for each spelling that no raw channel equals: those are trimmed
    and lower-cased. -#}
{% macro spelling_problems(channels) -%}
    select
        'seeds/channels.csv, row ' || channel_alias || ': the channel_alias ''' || channel_alias
        || ''' has to be written ''' || lower(trim(channel_alias))
        || ''', as raw channels are compared' as problem
    from {{ channels }}
    where channel_alias != lower(trim(channel_alias))
{%- endmacro %}
