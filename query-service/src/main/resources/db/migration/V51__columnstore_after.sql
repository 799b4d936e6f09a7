-- From which age a chunk is kept in columns, where the engine can; by which columns its rows are grouped then. Without
-- an age a table stays as it is: samples of seven days are gone before it pays, and the columnstore takes no table with
-- policies, which the checks and the audit have.
ALTER TABLE ts_table
    ADD COLUMN columnar_after interval,
    ADD COLUMN columnar_by    text;
UPDATE ts_table SET columnar_after = interval '7 days', columnar_by = 'source_id, set_id'
WHERE name IN ('metric_pack_30', 'metric_pack_400');
