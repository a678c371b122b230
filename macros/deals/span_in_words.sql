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
    {%- set fraction = '24 * (' ~ days ~ ')' -%}
    {%- set hours = 'cast(round(' ~ fraction ~ ') as integer)' -%}
    {%- set tenths = namespace() -%}
    {%- set tenths.hours = 'cast(round(' ~ fraction ~ ', 1) as decimal(18, 1))' -%}
    {%- set tenths.days = 'cast(round(' ~ days ~ ', 1) as decimal(18, 1))' -%}
    case
        when {{ days }} is null then null
        when {{ days }} >= 0 and {{ tenths.hours }} < 0.5 then '{{ words.under }}'
        when {{ days }} > 0 and {{ tenths.hours }} < 24 and {{ tenths.hours }} = {{ hours }}
            then cast({{ hours }} as {{ dbt.type_string() }}) || case
                when {{ hours }} in ({{ ones }}) then '{{ words.one }}'
                when {{ hours }} in (2, 3, 4, 22, 23) then '{{ words.few }}'
                else '{{ words.many }}'
            end
        when {{ days }} > 0 and {{ tenths.hours }} < 24
            then replace(
                cast({{ tenths.hours }} as {{ dbt.type_string() }}), '.', '{{ words.point }}'
            ) || '{{ words.few }}'
        else replace(
            cast({{ tenths.days }} as {{ dbt.type_string() }}), '.', '{{ words.point }}'
        ) || '{{ words.days }}'
    end
{%- endmacro %}
