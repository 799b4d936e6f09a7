package io.tocsin.auth.people;

/**
 * What a sign-in is compared with.
 *
 * @param suspended whether the person or the account may not be used
 */
public record Credentials(Person person, String passwordHash, boolean suspended) {}
