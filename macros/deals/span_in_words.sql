{#- A number of days as words in a language: below a day as hours, for a limit of an hour
    would be "0.0 days". A number with a fraction, also of zero, has one form: it takes
    the genitive in Russian. -#}
{% macro span_in_words(days, language) -%}
    {%- set words = {
        'en': {
            'days': ' days', 'point': '.', 'under': 'less than an hour',
            'one': ' hour', 'few': ' hours', 'many': ' hours',
        },
        'ru': {
            'days': ' дня', 'point': ',', 'under': 'меньше часа',
            'one': ' час', 'few': ' часа', 'many': ' часов',
        },
    }[language] -%}
    {#- 1, 21 and 2, 3, 4, 22, 23 in Russian; in English 1 alone is singular. -#}
    {%- set ones = {'en': '1', 'ru': '1, 21'}[language] -%}
    {%- set text = dbt.type_string() -%}
    {%- set in_days = 'cast(round(' ~ days ~ ', 1) as decimal(18, 1))' -%}
    {%- set in_hours = 'cast(round(24 * (' ~ days ~ '), 1) as decimal(18, 1))' -%}
    {%- set whole_hours = 'cast(' ~ in_hours ~ ' as integer)' -%}
    case
        when {{ days }} is null then null
        when {{ in_hours }} < 0 or {{ in_hours }} >= 24
            then replace(
                cast({{ in_days }} as {{ text }}), '.', '{{ words.point }}'
            ) || '{{ words.days }}'
        when {{ in_hours }} < 0.5 then '{{ words.under }}'
        when {{ in_hours }} != {{ whole_hours }}
            then replace(
                cast({{ in_hours }} as {{ text }}), '.', '{{ words.point }}'
            ) || '{{ words.few }}'
        else cast({{ whole_hours }} as {{ text }}) || case
            when {{ whole_hours }} in ({{ ones }}) then '{{ words.one }}'
            when {{ whole_hours }} in (2, 3, 4, 22, 23) then '{{ words.few }}'
            else '{{ words.many }}'
        end
    end
{%- endmacro %}
