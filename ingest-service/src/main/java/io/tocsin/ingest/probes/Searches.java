package io.tocsin.ingest.probes;

import io.tocsin.ingest.places.Places;
import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.Step;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Searches bodies for keywords, on threads of their own: a megabyte costs a regular expression some ten milliseconds and a
 * large one a second, which no event loop has to spare. Half of the threads are one account's at most. What waits is bounded
 * by the room that there is for bodies, and is not searched any more when its attempt is over.
 */
@Component
class Searches implements DisposableBean {
    private final ExecutorService threads;
    private final Places places;

    Searches() {
        int size = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().daemon().name("keyword-", 0).factory());
        this.places = new Places(size, size / 2);
    }

    /** @param searched gets what is wrong with the body, null where nothing is, on the attempt's loop */
    void search(
            Body body, @Nullable String coding, Keyword keyword, Attempt attempt, Consumer<@Nullable String> searched) {
        attempt.begin(Step.QUEUING);
        body.handOver();
        places.take(
                attempt.accountId(),
                () -> threads.execute(() -> search(new Search(body, coding, keyword, attempt, searched))));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private record Search(
            Body body,
            @Nullable String coding,
            Keyword keyword,
            Attempt attempt,
            Consumer<@Nullable String> searched) {}

    private void search(Search search) {
        Attempt attempt = search.attempt();
        try {
            if (!attempt.isOver()) {
                String complaint = search.body().search(search.coding(), search.keyword());
                Connections.on(attempt, () -> search.searched().accept(complaint));
            }
        } catch (TooSlowException _) {
            Connections.on(
                    attempt, () -> attempt.fail(new Abandoned("the regular expression takes too long on this answer")));
        } catch (RuntimeException e) {
            Connections.on(attempt, () -> attempt.fault(e));
        } finally {
            search.body().giveBack();
            places.giveBack(attempt.accountId());
        }
    }
}
