{#- The number of the next entries of the journal: greater than all that was written and
    all that was read, whatever was tidied away since. -#}
{% macro next_journal_seq() -%}
    {%- set query -%}
        select 1 + coalesce(greatest(
            (select max(seq) from journal.changes),
            (select max(seq) from journal.positions)
        ), 0)
    {%- endset -%}
    {{ return(run_query(query).rows[0][0] | int) }}
{%- endmacro %}
