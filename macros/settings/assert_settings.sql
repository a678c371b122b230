{#- Stops the build before anything else, with a sentence for each var that cannot be
    meant: a misspelt time zone would fail in every model that tells the time, and a
    negative silence would cut every session. -#}
{% macro assert_settings() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'run-operation'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set forms = setting_forms() -%}
    {%- set sentences = [] -%}
    {%- do sentences.extend(misspelt_var_sentences(forms.keys() | list)) -%}
    {%- for name, form in forms.items() -%}
        {%- set value = var(name) -%}
        {%- if not has_form(value, form) -%}
            {%- do sentences.append(
                'The var ' ~ name ~ " is '" ~ ('' if value is none else value)
                ~ "', and has to be " ~ form_in_words(form) ~ '.'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do sentences.extend(time_zone_sentences(['raw_timezone', 'reporting_timezone'])) -%}
    {%- if sentences -%}
        {%- do exceptions.raise_compiler_error(sentences | join('\n')) -%}
    {%- endif -%}
{%- endmacro %}
