package io.tocsin.local.product;

import io.tocsin.local.progress.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what it was told. */
final class Witness implements Progress {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void begin(String part) {
        heard.add(part + " begins");
    }

    @Override
    public void ready(String part, Duration took) {
        heard.add(part + " is ready");
    }

    @Override
    public void failed(String part) {
        heard.add(part + " failed");
    }

    @Override
    public void stopped(String part) {
        heard.add(part + " stopped");
    }

    @Override
    public void say(String sentence) {
        heard.add(sentence);
    }

    @Override
    public void close() {}

    List<String> all() {
        return List.copyOf(heard);
    }

    /** The next sentence with these words, waited for. */
    String await(String words) throws InterruptedException {
        while (true) {
            var next = heard.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody said: " + words);
            }
            if (next.contains(words)) {
                return next;
            }
        }
    }
}
