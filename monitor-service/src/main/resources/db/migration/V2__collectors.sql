-- Keys of the product itself, of no account: what collectors' certificates and tokens are signed with.
CREATE TABLE authority (
    id          text COLLATE "C" PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind IN ('certificate', 'token')),
    -- PEM of a certificate, or a JSON Web Key
    public_part text        NOT NULL,
    -- encrypted
    private_key text        NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE collector (
    id                     text COLLATE "C" PRIMARY KEY,
    account_id             text COLLATE "C" NOT NULL,
    revision               bigint      NOT NULL,
    name                   text        NOT NULL,
    hostname               text        NOT NULL,
    config                 text        NOT NULL,
    config_version         integer     NOT NULL,
    certificate_thumbprint text        NOT NULL,
    certificate_not_after  timestamptz NOT NULL,
    revoked_at             timestamptz,
    created_at             timestamptz NOT NULL,
    changed_at             timestamptz NOT NULL
);
CREATE INDEX collector_of_account ON collector (account_id, id) WHERE revoked_at IS NULL;
ALTER TABLE collector ENABLE ROW LEVEL SECURITY;
ALTER TABLE collector FORCE ROW LEVEL SECURITY;
CREATE POLICY collector_account ON collector
    USING (account_id = current_setting('tocsin.account_id', true) OR current_setting('tocsin.account_id', true) = '*');
