package io.tocsin.auth.exports;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Downloads of what is kept: everything in JSON, single lists in CSV. */
@RestController
class ExportController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Exports exports;
    private final JsonMapper json;

    ExportController(Exports exports, JsonMapper json) {
        this.exports = exports;
        this.json = json;
    }

    @GetMapping("/internal/v1/me/export")
    ResponseEntity<byte[]> me(Caller caller, @RequestParam(defaultValue = "json") String format) {
        return isCsv(format)
                ? download(
                        "sessions.csv",
                        CSV,
                        exports.csv(caller, ExportList.SESSIONS).getBytes(StandardCharsets.UTF_8))
                : download("me.json", MediaType.APPLICATION_JSON, json.writeValueAsBytes(exports.ofPerson(caller)));
    }

    @GetMapping("/internal/v1/account/export")
    ResponseEntity<byte[]> account(
            Caller caller,
            @RequestParam(defaultValue = "json") String format,
            @RequestParam(defaultValue = "users") String list) {
        if (isCsv(format)) {
            ExportList wanted = ExportList.ofAccount(list);
            return download(
                    wanted.wireName() + ".csv", CSV, exports.csv(caller, wanted).getBytes(StandardCharsets.UTF_8));
        }
        return download("account.json", MediaType.APPLICATION_JSON, json.writeValueAsBytes(exports.ofAccount(caller)));
    }

    private static boolean isCsv(String format) {
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw ApiException.invalid("format", "is json or csv");
        };
    }

    private static ResponseEntity<byte[]> download(String name, MediaType type, byte[] content) {
        ContentDisposition attachment =
                ContentDisposition.attachment().filename(name).build();
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(content);
    }
}
