package io.tocsin.platform.errors;

/**
 * One thing that is wrong with a request.
 *
 * @param field name of the field as it stands in the body or query
 * @param message what is wrong with it
 */
public record ErrorDetail(String field, String message) {}
