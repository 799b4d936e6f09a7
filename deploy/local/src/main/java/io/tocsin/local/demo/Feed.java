package io.tocsin.local.demo;

import io.tocsin.local.progress.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lets what the launcher has to say pass, until the demo draws; from then on its sentences become a part of the
 * picture, which they would tear otherwise.
 */
public final class Feed implements Progress {

    private static final int KEPT = 4;

    private final Progress shown;
    private final Deque<String> sentences = new ArrayDeque<>();
    private boolean drawing;

    public Feed(Progress shown) {
        this.shown = shown;
    }

    @Override
    public void begin(String part) {
        shown.begin(part);
    }

    @Override
    public void ready(String part, Duration took) {
        shown.ready(part, took);
    }

    @Override
    public void failed(String part) {
        shown.failed(part);
    }

    @Override
    public void stopped(String part) {
        shown.stopped(part);
    }

    @Override
    public synchronized void say(String sentence) {
        if (!drawing) {
            shown.say(sentence);
        } else if (!sentence.equals(sentences.peekLast())) {
            sentences.add(sentence);
            if (sentences.size() > KEPT) {
                sentences.remove();
            }
        }
    }

    @Override
    public void close() {
        shown.close();
    }

    synchronized void drawing(boolean now) {
        drawing = now;
    }

    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }
}
