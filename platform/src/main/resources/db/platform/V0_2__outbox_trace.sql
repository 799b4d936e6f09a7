-- The trace that an event belongs to (W3C traceparent).
ALTER TABLE outbox ADD COLUMN trace_parent text;
