{#- Statements that write down, for each incremental model, the stored relations that it
    reads through views, and a fingerprint of its own SQL, that of those views and the
    settings. A model whose table is gone has read nothing. -#}
{% macro planned_models() -%}
    {%- set settings = settings_fingerprint() -%}
    delete from journal.plans where true;
    delete from journal.lineage where true;
    {% for node in graph.nodes.values()
        if node.resource_type == 'model'
        and node.config.materialized == 'incremental' -%}
        {%- set found = stored_parents(node) -%}
        insert into journal.plans values (
            '{{ node.name }}',
            '{{ local_md5(
                settings ~ node.checksum.checksum ~ found.views | sort | join
            ) }}'
        );
        {% for parent in found.parents -%}
            insert into journal.lineage values ('{{ node.name }}', '{{ parent }}');
        {% endfor -%}
        {% if relation_of(node.name) is none -%}
            delete from journal.positions where model = '{{ node.name }}';
        {% endif -%}
    {% endfor -%}
{%- endmacro %}
