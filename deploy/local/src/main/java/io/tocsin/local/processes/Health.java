package io.tocsin.local.processes;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a part of the product for its health over HTTP. */
public final class Health {

    private static final int TIMEOUT_MS = 2000;

    private Health() {}

    /** Whether the address answers 200; anything else, no answer included, is a no. */
    public static boolean isUp(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
