package io.tocsin.query.deliveries;

/** A delivery, and what the last try of it came to. */
record Tried(Leased delivery, Attempt attempt, Outcome outcome) {}
