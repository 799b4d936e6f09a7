package io.tocsin.gateway.catalogue;

import io.tocsin.schemas.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/errors}. */
@RestController
class ErrorsController {
    /**
     * @param code stable name
     * @param status HTTP status
     * @param category kind of error
     * @param message what it means
     * @param remedy what the caller can do
     */
    record Entry(String code, int status, String category, String message, String remedy) {
        static Entry of(ErrorCode code) {
            return new Entry(code.name(), code.status(), code.category().wireName(), code.meaning(), code.remedy());
        }
    }

    record Catalogue(List<Entry> data) {}

    private static final Catalogue ALL =
            new Catalogue(Stream.of(ErrorCode.values()).map(Entry::of).toList());

    @GetMapping("/api/v1/errors")
    Catalogue all() {
        return ALL;
    }
}
