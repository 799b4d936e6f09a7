-- When something last happened to an incident, so that what subscribers were not told of is found without reading all.
CREATE INDEX incident_changed ON incident (greatest(opened_at, acknowledged_at, resolved_at));
