{#- The entries of a model's `follows` of which there are news, as dicts: what nobody has
    announced is not looked up either, which may take a scan of all that there is. -#}
{% macro heard_follows(model) -%}
    {%- set announced = build_state(model.name).announced -%}
    {%- set heard = [] -%}
    {%- for entry in model.config.meta.follows -%}
        {%- set follow = {'of': entry} if entry is string else entry -%}
        {%- set followed = modules.re.escape(follow.of) | replace('\\*', '.*') -%}
        {%- for column in announced if modules.re.fullmatch(followed, column) -%}
            {%- if follow not in heard -%}
                {%- do heard.append(follow) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(heard) }}
{%- endmacro %}
