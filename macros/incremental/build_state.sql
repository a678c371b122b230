{#- What the journal says of a stored model, asked once per run, when all that the model
    reads has been built: `reason_to_rebuild`, why rows cannot be replaced in it, empty
    where they can; `has_news`, whether anything that it reads has changed since it was
    built last; `seq`, the number of its own entries, greater than all that it reads;
    `position`, up to where it will have read when it is built: no further than what it
    reads itself, for a part of that may have been left out of the run; `announced`, the
    columns of each model that it reads of which there are news. -#}
{% macro build_state(name) -%}
    {%- set states = run_memory().setdefault('states', {}) -%}
    {%- if name in states -%}
        {{ return(states[name]) }}
    {%- endif -%}
    {%- set query -%}
        with

        -- There may be millions of changes, and what each names is not asked for here.
        entries as (
            select distinct
                seq,
                model,
                column_name
            from journal.changes
        ),

        news as (
            select
                entries.model,
                bool_or(entries.column_name is null) as is_whole,
                string_agg(
                    distinct entries.model || '.' || entries.column_name, ' '
                ) as announced
            from entries
            inner join journal.lineage on entries.model = lineage.parent
            inner join journal.positions on lineage.model = positions.model
            where
                lineage.model = '{{ name }}'
                and entries.seq > positions.seq
            group by entries.model
        ),

        -- What it reads and has not read all there is itself.
        behind as (
            select parents.seq
            from journal.lineage
            inner join journal.positions as parents on lineage.parent = parents.model
            where
                lineage.model = '{{ name }}'
                and exists (
                    select 1
                    from journal.lineage as theirs
                    inner join entries on theirs.parent = entries.model
                    where
                        theirs.model = parents.model
                        and entries.seq > parents.seq
                )
        )

        select
            case
                when positions.model is null then 'it is new'
                when positions.fingerprint != plans.fingerprint
                    then 'its SQL or a setting has changed'
                else coalesce('changed as a whole: ' || (
                    select string_agg(model, ', ' order by model)
                    from news
                    where is_whole
                ), '')
            end as reason_to_rebuild,
            exists (select 1 from news) as has_news,
            1 + coalesce(greatest(
                (select max(seq) from entries),
                (select max(seq) from journal.positions)
            ), 0) as seq,
            (select min(seq) from behind) as position,
            (select string_agg(announced, ' ') from news) as announced
        from journal.plans
        left join journal.positions on plans.model = positions.model
        where plans.model = '{{ name }}'
    {%- endset -%}
    {%- set found = run_query(query).rows[0] -%}
    {%- do states.update({name: {
        'reason_to_rebuild': found[0],
        'has_news': found[1],
        'seq': found[2] | int,
        'position': (found[2] if found[3] is none else found[3]) | int,
        'announced': (found[4] or '').split(),
    }}) -%}
    {{ return(states[name]) }}
{%- endmacro %}
