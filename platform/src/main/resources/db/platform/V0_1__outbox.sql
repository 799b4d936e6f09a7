-- Events on their way to Kafka, written in the transaction of their cause and deleted once a broker has them.
CREATE TABLE outbox (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic          text        NOT NULL,
    key            text        NOT NULL,
    value          bytea,
    correlation_id text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now()
);
