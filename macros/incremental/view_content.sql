{#- A hash of what the view at hand is made of: its SQL, and all models, since it also
    keeps the types of the columns that it reads. -#}
{% macro view_content() -%}
    {{ return(local_md5(run_memory().project ~ model.compiled_code)) }}
{%- endmacro %}
