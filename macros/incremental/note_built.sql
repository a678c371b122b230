{#- Hook after a model or seed, in its transaction. An incremental model has read the
    journal up to here; one that was built whole says so, as does a table or seed whose
    content is another one than before. -#}
{% macro note_built() -%}
    {%- if not execute or flags.WHICH not in ['build', 'run', 'seed']
        or model.config.materialized not in ['incremental', 'table', 'seed'] -%}
        {{ return('') }}
    {%- endif -%}
    {%- set is_incremental = model.config.materialized == 'incremental' -%}
    {%- set fingerprint = "(select fingerprint from journal.plans where model = '"
        ~ model.name ~ "')" if is_incremental else content_hash(this) -%}
    {%- set seq = next_journal_seq() -%}
    {%- if not (is_incremental and is_replacing()) %}
        insert into journal.changes
        select {{ seq }}, '{{ model.name }}', null, null
        {% if not is_incremental -%}
            where not exists (
                select 1 from journal.positions
                where model = '{{ model.name }}' and fingerprint = {{ fingerprint }}
            )
        {%- endif %};
    {%- endif %}
    {% if model.config.meta.get('replaces') == 'source_file' -%}
        {{ staged_files_noted(model.name | replace('base_', '')) }}
    {%- endif %}
    insert into journal.positions
    select '{{ model.name }}', {{ seq }}, {{ fingerprint }};
    delete from journal.positions
    where model = '{{ model.name }}' and seq < {{ seq }};
{%- endmacro %}
