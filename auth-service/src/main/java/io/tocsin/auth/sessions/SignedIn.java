package io.tocsin.auth.sessions;

import io.tocsin.auth.people.Person;

/**
 * A person and the session that proves it.
 *
 * @param token the session's secret, as the person holds it
 */
public record SignedIn(String token, Session session, Person person) {}
