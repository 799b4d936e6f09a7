-- What failed once, long ago, has not failed ever since. The default is for endpoints that were failing before.
ALTER TABLE webhook_health ADD COLUMN last_failed_at timestamptz DEFAULT now();
ALTER TABLE webhook_health ALTER COLUMN last_failed_at DROP DEFAULT;
