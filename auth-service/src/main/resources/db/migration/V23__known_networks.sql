-- Where a person has signed in from; strangers who guess the password don't stop it there.
CREATE TABLE known_networks (
    user_id    text        NOT NULL REFERENCES users ON DELETE CASCADE,
    account_id text        NOT NULL REFERENCES accounts,
    network    text        NOT NULL,
    last_seen  timestamptz NOT NULL,
    PRIMARY KEY (user_id, network)
);

CREATE INDEX known_networks_account ON known_networks (account_id);
CREATE INDEX known_networks_last_seen ON known_networks (last_seen);

-- IPv6 networks are known again with the next sign-in: they are written in another way than addresses.
INSERT INTO known_networks (user_id, account_id, network, last_seen)
SELECT user_id, account_id, ip_address, max(updated_at) FROM sessions
WHERE ip_address NOT LIKE '%:%'
GROUP BY user_id, account_id, ip_address;

ALTER TABLE known_networks ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_networks FORCE ROW LEVEL SECURITY;
CREATE POLICY known_networks_account ON known_networks USING (shows(account_id));
