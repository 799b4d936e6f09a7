CREATE INDEX revocations_revoked_at ON revocations (revoked_at);
