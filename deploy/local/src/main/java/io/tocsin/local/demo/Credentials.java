package io.tocsin.local.demo;

import java.net.http.HttpRequest;

/** Makes requests speak for somebody. */
interface Credentials {

    /** For what anybody may ask. */
    Credentials NONE = new Credentials() {
        @Override
        public void sign(HttpRequest.Builder request) {}

        @Override
        public boolean renew() {
            return false;
        }
    };

    void sign(HttpRequest.Builder request);

    /** After a refusal of the present ones; false if there are no others to be had. */
    boolean renew();
}
