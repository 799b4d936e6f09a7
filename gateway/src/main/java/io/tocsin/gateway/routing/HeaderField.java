package io.tocsin.gateway.routing;

/** One line of a message's header; a name may occur more than once. */
public record HeaderField(String name, String value) {}
