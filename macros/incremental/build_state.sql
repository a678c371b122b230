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

        unread as (
            select
                news.model,
                bool_or(news.column_name is null) as is_whole,
                string_agg(
                    distinct news.model || '.' || news.column_name, ' '
                ) as announced
            from journal.news
            inner join journal.lineage on news.model = lineage.parent
            inner join journal.positions on lineage.model = positions.model
            where
                lineage.model = '{{ name }}'
                and news.seq > positions.seq
            group by news.model
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
                    inner join journal.news on theirs.parent = news.model
                    where
                        theirs.model = parents.model
                        and news.seq > parents.seq
                )
        )

        select
            case
                when positions.model is null then 'it is new'
                when positions.fingerprint != plans.fingerprint
                    then 'its SQL or a setting has changed'
                else coalesce('changed as a whole: ' || (
                    select string_agg(model, ', ' order by model)
                    from unread
                    where is_whole
                ), '')
            end as reason_to_rebuild,
            exists (select 1 from unread) as has_news,
            1 + coalesce(greatest(
                (select max(seq) from journal.news),
                (select max(seq) from journal.positions)
            ), 0) as seq,
            (select min(seq) from behind) as position,
            (select string_agg(announced, ' ') from unread) as announced
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
