-- An account that was deleted keeps this row alone, so that late events of it are known for what they are.
ALTER TABLE account_definition
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN erased_at timestamptz;
CREATE INDEX account_definition_deleted ON account_definition (deleted_at) WHERE deleted_at IS NOT NULL;
