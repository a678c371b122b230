{#- The ids of the entities that a model has to replace, as a query. Each entry of `follows`
    is `of`, a model and a column that it announces, or that alone. The announced values
    are the ids themselves (or `gives` of `value`), or they are looked up `in` a relation
    (`this`: the model itself) whose column, or whose expression `on`, has them; `gives`
    is the id there, by default what the model replaces. `base_*` are all base models.
    `at` is an instant there, whose local day the announced values end with: rows of
    other days, which are nearly all, are left out before `on` is worked out. -#}
{% macro touched_entities(model) -%}
    {%- for follow in heard_follows(model) -%}
        {%- set followed, column = follow.of.split('.') -%}
        {%- set changed -%}
            select changes.value
            from journal.changes
            inner join journal.positions on changes.seq > positions.seq
            where
                positions.model = '{{ model.name }}'
                and changes.model like '{{ followed | replace('*', '%') }}'
                and changes.column_name = '{{ column }}'
        {%- endset -%}
        {%- if follow.get('in') -%}
            {%- set place = follow['in'].split('.') -%}
            select distinct cast(
                {{ follow.get('gives', model.config.meta.replaces) }}
                as {{ dbt.type_string() }}
            ) as entity_id
            from {{ this if place[0] == 'this' else relation_of(place[0]) }}
            where {{ follow.get('on', place[-1]) }} in (
                {{ changed }}
                {{ outlying_ids() }}
            )
            {% if follow.get('at') -%}
                {#- No zone is more than a day away from UTC. #}
                and {{ follow.at }} >= (
                    select min(cast(right(value, 10) as date)) - interval 1 day
                    from ({{ changed }}) as changed
                )
                and {{ follow.at }} < (
                    select max(cast(right(value, 10) as date)) + interval 2 day
                    from ({{ changed }}) as changed
                )
            {%- endif %}
        {%- else -%}
            select distinct {{ follow.get('gives', 'value') }} as entity_id
            from ({{ changed }}) as changed
        {%- endif %}
        {{ 'union' if not loop.last }}
    {% else -%}
        select cast(null as {{ dbt.type_string() }}) as entity_id
        where false
    {% endfor -%}
{%- endmacro %}
