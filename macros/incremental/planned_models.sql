{#- Statements that write down, for each stored model, the stored relations that it reads
    through views, and a fingerprint of itself, of those views and of the settings. A
    model whose table is gone has read nothing. Remembers for the run what incremental
    models read, what reads raw files, and a fingerprint of the whole project. -#}
{% macro planned_models() -%}
    {%- set settings = settings_fingerprint() -%}
    {%- set plans = [] -%}
    {%- set lineage = [] -%}
    {%- set gone = [] -%}
    {%- set memory = run_memory() -%}
    {%- set fingerprints = {} -%}
    {%- do memory.update({'heard': [], 'raw_readers': []}) -%}
    {%- for id, node in graph.nodes.items() if node.resource_type in ['model', 'seed'] -%}
        {%- do fingerprints.update({id: node_fingerprint(node)}) -%}
    {%- endfor -%}
    {%- do memory.update({
        'project': local_md5(settings ~ fingerprints.values() | sort | join),
    }) -%}
    {%- for node in graph.nodes.values()
        if node.config.materialized in ['incremental', 'table', 'seed'] -%}
        {%- set found = stored_parents(node) -%}
        {%- set parts = [settings, fingerprints[node.unique_id]] -%}
        {%- for id in found.views | sort -%}
            {%- do parts.append(fingerprints[id]) -%}
        {%- endfor -%}
        {%- set fingerprint = local_md5(parts | join) -%}
        {%- do plans.append("('" ~ node.name ~ "', '" ~ fingerprint ~ "')") -%}
        {%- for parent in found.parents -%}
            {%- do lineage.append("('" ~ node.name ~ "', '" ~ parent ~ "')") -%}
        {%- endfor -%}
        {%- if node.config.materialized == 'incremental' -%}
            {%- do memory.heard.extend(found.parents) -%}
        {%- endif -%}
        {%- if found.sources -%}
            {%- do memory.raw_readers.append(node.name) -%}
        {%- endif -%}
        {%- set relation = relation_of(node.name) if node.resource_type == 'model' -%}
        {#- A view in a table's place is none of ours. -#}
        {%- if node.resource_type == 'model'
            and (relation is none or relation.type != 'table') -%}
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
