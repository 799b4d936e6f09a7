package io.tocsin.local.demo;

import io.tocsin.local.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * What the product names only once, kept from one run to the next. It belongs to one user: when the product's data are
 * forgotten, another user takes the old one's place, and with the old one go these.
 */
record Keepsakes(Secrets secrets, String user) {

    private record Kept(String user, String json) {}

    /** The thing of that name; made, and kept, where there is none of this user. */
    <T> T of(String name, Class<T> type, Supplier<T> maker) {
        try {
            if (Files.exists(secrets.path(name))) {
                var kept = Answers.JSON.readValue(Files.readString(secrets.path(name)), Kept.class);
                if (kept.user.equals(user)) {
                    return Answers.JSON.readValue(kept.json, type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException _) {
            // of another version: made anew
        }
        return renewed(name, maker);
    }

    /** Made and kept in place of the old one. */
    <T> T renewed(String name, Supplier<T> maker) {
        var made = maker.get();
        try {
            secrets.write(name, Answers.JSON.writeValueAsString(new Kept(user, Answers.JSON.writeValueAsString(made))));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
