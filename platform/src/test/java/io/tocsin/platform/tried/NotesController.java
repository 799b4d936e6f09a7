package io.tocsin.platform.tried;

import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotesController {
    record NewNote(String firstLine, double weight) {}

    record Note(String id, String firstLine, Instant writtenAt) {}

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final InstantSource clock;

    NotesController(JdbcClient jdbc, Outbox outbox, InstantSource clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Note write(Caller caller, @RequestBody NewNote note) {
        String id = Ids.next("not");
        Instant now = clock.instant();
        jdbc.sql("INSERT INTO note (id, account_id, text) VALUES (?, ?, ?)")
                .params(id, caller.accountId(), note.firstLine())
                .update();
        outbox.append(
                Topics.AUDIT,
                caller.accountId(),
                AuditRecorded.newBuilder()
                        .setEventId(id)
                        .setAccountId(caller.accountId())
                        .setAt(now)
                        .setActorKind("user")
                        .setActorId(caller.id())
                        .setAction("note.written")
                        .setSubjectId(id)
                        .build());
        if (note.firstLine().isEmpty()) {
            throw ApiException.invalid("first_line", "is empty");
        }
        return new Note(id, note.firstLine(), now);
    }

    /** Has no predicate on the account: the second wall alone must hold. */
    @GetMapping("/notes/{id}")
    Note read(@PathVariable String id) {
        return jdbc.sql("SELECT id, text FROM note WHERE id = ?")
                .param(id)
                .query((row, _) -> new Note(row.getString(1), row.getString(2), clock.instant()))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.MONITOR_001));
    }

    @GetMapping("/open")
    Map<String, String> open() {
        return Map.of("who", "anybody");
    }

    @GetMapping("/broken")
    Map<String, String> broken() {
        throw new IllegalStateException("secret detail");
    }
}
