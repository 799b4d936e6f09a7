package io.tocsin.local.demo;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.product.AtOnce;
import io.tocsin.local.secrets.Secrets;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The whole of it: a user, monitors of the product itself and of a shop that breaks, a collector on this machine, and
 * the picture of what the product knows. It goes through the public address and the collectors' door alone.
 */
public final class Demo implements Callable<Void> {

    private final URI address;
    private final Home home;
    private final Feed feed;
    private final Supplier<View> views;
    private final InstantSource clock;

    /** @param views opens what the pictures are shown in; closed at the end */
    Demo(URI address, Home home, Feed feed, Supplier<View> views, InstantSource clock) {
        this.address = address;
        this.home = home;
        this.feed = feed;
        this.views = views;
        this.clock = clock;
    }

    /** On a terminal, where each picture is drawn over the last. */
    public static Demo onTerminal(URI address, Home home, Feed feed, PrintStream out) {
        return new Demo(address, home, feed, () -> new Screen(out, feed), InstantSource.system());
    }

    /** As lines, for pipes and log files. */
    public static Demo inLines(URI address, Home home, Feed feed, PrintStream out) {
        return new Demo(address, home, feed, () -> new Lines(out), InstantSource.system());
    }

    /**
     * Goes on until it is interrupted.
     *
     * @throws LaunchException if the product does not let it
     */
    @Override
    public Void call() throws IOException {
        try {
            play();
        } catch (InterruptedException _) {
            // how it ends
        } catch (UnavailableException | RefusedException e) {
            throw new LaunchException("The demo can't go on: " + e.getMessage(), e);
        }
        return null;
    }

    private void play() throws IOException, InterruptedException {
        var folder = home.folder().resolve("demo");
        var secrets = Secrets.in(folder);
        var patience = new Patience(feed, clock);
        var api = new Api(address);
        var household = patience.insist(() -> Household.of(api, secrets));
        var client = patience.insist(() -> household.client(clock));
        var enrolment = new Enrolment(household, new MachineFigures());
        var ledger = new Ledger(folder.resolve("ledger.jsonl"), clock);
        var collector = patience.insist(() -> new Collector(enrolment, ledger, feed, clock));
        try (var shop = Shop.open(patience.insist(() -> household.portOf(Street.SHOP)));
                var view = views.get()) {
            var street = patience.insist(() -> new Street(household, feed, address, shop.address()));
            var painter = new Painter(new Reading(api, client, clock), street, enrolment, ledger, feed, clock);
            AtOnce.run(List.of(
                    collector,
                    () -> {
                        shop.breakNowAndThen(street::checkShop);
                        return null;
                    },
                    () -> {
                        painter.paint(address, view);
                        return null;
                    }));
        }
    }
}
