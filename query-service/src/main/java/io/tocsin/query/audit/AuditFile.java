package io.tocsin.query.audit;

import io.tocsin.platform.json.Times;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events as comma-separated values (RFC 4180). */
final class AuditFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEADER =
            "at,account_id,actor_kind,actor_id,action,subject_id,address,operator_id,correlation_id,details,id\r\n";

    private AuditFile() {}

    static String of(List<AuditEvent> events) {
        return HEADER + events.stream().map(AuditFile::line).collect(Collectors.joining());
    }

    private static String line(AuditEvent event) {
        return Stream.of(
                                Times.format(event.at()),
                                event.accountId(),
                                event.actorKind(),
                                event.actorId(),
                                event.action(),
                                event.subjectId(),
                                event.address(),
                                event.operatorId(),
                                event.correlationId(),
                                JSON.writeValueAsString(event.details()),
                                event.id())
                        .map(AuditFile::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        // a spreadsheet would take these for a formula, and the text may be an attacker's
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
