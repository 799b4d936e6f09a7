package io.tocsin.auth.clients;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.Scopes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that somebody wants.
 *
 * @param name 1 to 100 characters
 * @param scopes at least one of those that there are
 */
record NewClient(String name, List<String> scopes) {
    private static final int LONGEST_NAME = 100;

    NewClient(@Nullable String name, @Nullable List<String> scopes) {
        if (scopes == null || scopes.isEmpty() || !Scopes.all().containsAll(scopes)) {
            throw ApiException.invalid("scopes", "is a list of at least one of " + String.join(", ", Scopes.all()));
        }
        this.name = checkedName(name);
        this.scopes = Scopes.all().stream().filter(scopes::contains).toList();
    }

    static String checkedName(@Nullable String name) {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw ApiException.invalid("name", "is text of 1 to 100 characters");
        }
        return name.strip();
    }
}
