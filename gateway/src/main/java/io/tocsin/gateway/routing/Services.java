package io.tocsin.gateway.routing;

import java.util.Map;

/** The services by the names that the route table gives them. */
public final class Services {
    private final Map<String, ServiceClient> clients;

    Services(Map<String, ServiceClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    /** @throws IllegalArgumentException if there is no service of that name */
    public ServiceClient of(String service) {
        ServiceClient client = clients.get(service);
        if (client == null) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        return client;
    }
}
