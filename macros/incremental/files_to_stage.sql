{#- Names of the raw files of a table that its base model, the one at hand, reads in this
    run; none where it reads all. -#}
{% macro files_to_stage(table) -%}
    {{ return(changed_files(table).new if is_replacing() else none) }}
{%- endmacro %}
