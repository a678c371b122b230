{#- Whether the value of a var is of a form of `setting_forms`. A number may also be given as
    a text, which SQL does not tell from it. -#}
{% macro has_form(value, form) -%}
    {%- if form.is_list -%}
        {%- if value is string or value is not iterable -%}
            {{ return(false) }}
        {%- endif -%}
        {%- set part = {} -%}
        {%- do part.update(form) -%}
        {%- do part.update({'is_list': false}) -%}
        {%- for element in value -%}
            {%- if not has_form(element, part)
                or (form.is_rising and not loop.first
                    and value[loop.index0 - 1] | float >= element | float) -%}
                {{ return(false) }}
            {%- endif -%}
        {%- endfor -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set text = '' if value is none else value | string -%}
    {%- if 'values' in form -%}
        {{ return((text | lower if value is boolean else text) in form['values']) }}
    {%- elif 'pattern' in form -%}
        {{ return(modules.re.fullmatch(form.pattern, text) is not none) }}
    {%- endif -%}
    {%- set number = '-?[0-9]+' if form.is_whole else '-?[0-9]+(\\.[0-9]+)?' -%}
    {{ return(
        modules.re.fullmatch(number, text) is not none
        and not ('above' in form and text | float <= form.above)
        and not ('least' in form and text | float < form.least)
        and not ('most' in form and text | float > form.most)
    ) }}
{%- endmacro %}
