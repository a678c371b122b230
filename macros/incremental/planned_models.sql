{#- Statements that write down, for each incremental model, the stored relations that it
    reads through views, and a fingerprint of its own SQL, that of those views and the
    settings. A model whose table is gone has read nothing. -#}
{% macro planned_models() -%}
    {%- set settings = settings_fingerprint() -%}
    {%- set plans = [] -%}
    {%- set lineage = [] -%}
    {%- set gone = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model'
        and node.config.materialized == 'incremental' -%}
        {%- set found = stored_parents(node) -%}
        {%- set fingerprint = local_md5(
            settings ~ node.checksum.checksum ~ found.views.values() | sort | join
        ) -%}
        {%- do plans.append("('" ~ node.name ~ "', '" ~ fingerprint ~ "')") -%}
        {%- for parent in found.parents -%}
            {%- do lineage.append("('" ~ node.name ~ "', '" ~ parent ~ "')") -%}
        {%- endfor -%}
        {%- if relation_of(node.name) is none -%}
            {%- do gone.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
    delete from journal.plans where true;
    insert into journal.plans values {{ plans | join(', ') }};
    delete from journal.lineage where true;
    insert into journal.lineage values {{ lineage | join(', ') }};
    {% if gone -%}
        delete from journal.positions where model in ({{ string_literals(gone) }});
    {%- endif %}
{%- endmacro %}
