package io.tocsin.query.incidents;

import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.incidents.IncidentWork.Comment;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/v1/incidents/{id}/comments")
class CommentsController {
    record NewComment(@NotBlank @Size(max = 2000) String text) {}

    record View(String id, String incidentId, String authorId, String text, Instant createdAt) {
        static View of(Comment comment) {
            return new View(
                    comment.id(), comment.incidentId(), comment.authorId(), comment.text(), comment.createdAt());
        }
    }

    private final IncidentWork work;

    CommentsController(IncidentWork work) {
        this.work = work;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View say(Caller caller, @PathVariable String id, @Valid @RequestBody NewComment comment) {
        return View.of(work.say(caller.accountId(), id, caller.id(), comment.text()));
    }

    @GetMapping
    Page<View> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                work.said(caller.accountId(), id, Cursor.parse(cursor), size + 1),
                size,
                comment -> new Cursor(comment.createdAt(), comment.id()),
                View::of);
    }
}
