-- Filled while rows are planted.
create or replace temp table truth_planted_defects (
    table_name varchar,
    token varchar,
    row_key varchar,
    kind varchar,
    place varchar,
    reason varchar
);
