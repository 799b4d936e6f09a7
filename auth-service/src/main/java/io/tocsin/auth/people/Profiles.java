package io.tocsin.auth.people;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people say of themselves: name and picture, and nothing else. */
@Service
class Profiles {
    private static final Set<String> FIELDS = Set.of("name", "image");
    private static final int LONGEST_NAME = 200;

    private final People people;
    private final AuditPublisher audit;

    Profiles(People people, AuditPublisher audit) {
        this.people = people;
        this.audit = audit;
    }

    /** @param patch name, image or both; an image of null takes it away */
    @Transactional
    public void change(Caller caller, ObjectNode patch) {
        for (String field : patch.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw ApiException.invalid(field, "is not a known field");
            }
        }
        Person person = people.byId(caller.id());
        JsonNode name = patch.get("name");
        JsonNode image = patch.get("image");
        String newName = name == null ? person.name() : Texts.line("name", text("name", name), LONGEST_NAME);
        String newImage = image == null ? person.image() : text("image", image);
        NewPerson.checkImage(newImage);
        people.changeProfile(person.id(), newName, newImage);
        audit.caller(caller, "profile.changed", person.id(), Map.of("fields", String.join(" ", patch.propertyNames())));
    }

    private static @Nullable String text(String field, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ApiException.invalid(field, "is text");
        }
        return value.stringValue();
    }
}
