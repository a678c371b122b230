{#- Statements that write down, for each stored model, the stored relations that it reads
    through views, and a fingerprint of its own SQL, that of those views and the
    settings. A model whose table is gone has read nothing. Remembers for the run what
    incremental models read, and what reads raw files. -#}
{% macro planned_models() -%}
    {%- set settings = settings_fingerprint() -%}
    {%- set plans = [] -%}
    {%- set lineage = [] -%}
    {%- set gone = [] -%}
    {%- set memory = run_memory() -%}
    {%- set checksums = graph.nodes.values() | map(attribute='checksum.checksum') -%}
    {%- do memory.update({
        'project': local_md5(settings ~ checksums | join),
        'heard': [],
        'raw_readers': [],
    }) -%}
    {%- for node in graph.nodes.values()
        if node.config.materialized in ['incremental', 'table', 'seed'] -%}
        {%- set found = stored_parents(node) -%}
        {%- set fingerprint = local_md5(
            settings ~ node.checksum.checksum ~ found.views.values() | sort | join
        ) -%}
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
        {%- if node.resource_type == 'model' and relation_of(node.name) is none -%}
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
