{#- What a var has to be, as the end of a sentence. -#}
{% macro form_in_words(form) -%}
    {%- if 'values' in form -%}
        {{ return('one of ' ~ form['values'] | join(', ')) }}
    {%- elif 'pattern' in form -%}
        {{ return(('a list of ' if form.is_list else '') ~ form.text) }}
    {%- endif -%}
    {%- set bounds = [] -%}
    {%- for bound, words in [('above', 'above '), ('least', 'from '), ('most', 'up to ')]
        if bound in form -%}
        {%- do bounds.append(words ~ form[bound]) -%}
    {%- endfor -%}
    {{ return(
        ('a list of rising numbers ' if form.is_list else
        'a whole number ' if form.is_whole else 'a number ') ~ bounds | join(' ')
    ) }}
{%- endmacro %}
