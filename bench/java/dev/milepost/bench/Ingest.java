package dev.milepost.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How fast events get in, and into the numbers. */
final class Ingest {

    private static final int CONNECTIONS = 4;
    private static final int SINGLE_CONNECTIONS = 8;
    private static final Duration ROUND = Duration.ofDays(10);

    private final Site site;
    private final Report report;

    Ingest(Site site, Report report) {
        this.site = site;
        this.report = report;
    }

    /** Accepted and projected in events a second, and what that took of the processors. */
    private record Rates(double accepted, double projected, String used) {}

    void measure(Sizes sizes) throws Exception {
        report.title("Events in (%,d mixed events of 200 services a round)".formatted(sizes.events()));
        run(round(0, sizes.rounds(), sizes.events() / 2));
        var all = new ArrayList<Rates>();
        for (int round = 1; round <= sizes.rounds(); round++) {
            var rates = run(round(round, sizes.rounds(), sizes.events()));
            report.progress(
                    "round %d: %,.0f accepted/s, %,.0f projected/s".formatted(round, rates.accepted, rates.projected));
            all.add(rates);
        }
        var accepted = median(all.stream().map(Rates::accepted).toList());
        var projected = median(all.stream().map(Rates::projected).toList());
        report.figure(
                "accepted over HTTP, batches of %d, %d connections".formatted(Sender.BATCH, CONNECTIONS), accepted);
        singles(sizes);
        report.figure("end to end: accepted and projected, lag_events 0", projected);
        report.line("  processor time " + all.get(all.size() - 1).used);
        measureMachine(sizes, projected);
    }

    /** The rate of a smaller load, on top of a history that is there already. */
    void measureOnTop(int events) throws IOException {
        run(hour(3, "warm", events / 2));
        var rates = run(hour(2, "top", events));
        report.figure("end to end on top of this history (%,d events)".formatted(events), rates.projected);
        report.line("  processor time " + rates.used);
    }

    private void singles(Sizes sizes) {
        var events = hour(2, "single", Math.max(2_000, sizes.events() / 5));
        var sender = new Sender(site.api());
        // Requests one by one are hardly compiled yet.
        sender.singles(events.subList(0, events.size() / 2), SINGLE_CONNECTIONS);
        var rest = events.subList(events.size() / 2, events.size());
        double seconds = sender.singles(rest, SINGLE_CONNECTIONS);
        report.figure(
                "accepted over HTTP, one event a request, %d connections".formatted(SINGLE_CONNECTIONS),
                rest.size() / seconds);
        site.api().awaitNoLag();
    }

    private void measureMachine(Sizes sizes, double projected) throws Exception {
        var machine = new MachineItself(site);
        var producers = new ArrayList<Double>();
        var copies = new ArrayList<Double>();
        var indexed = new ArrayList<Double>();
        for (int round = 0; round < sizes.rounds(); round++) {
            producers.add(machine.producerRate(round(1, 1, sizes.events())));
            copies.add(machine.copyRate(sizes.events(), false));
            indexed.add(machine.copyRate(sizes.events(), true));
        }
        double slower = Math.min(median(producers), median(copies));
        report.figure("  the machine: raw producer, same bytes", median(producers));
        report.figure("  the machine: COPY of the same rows, no index", median(copies));
        report.figure("  the machine: COPY of the same rows, indexes of the event log", median(indexed));
        report.line("end to end / slower of raw producer and COPY: %.2f (aim 0.25); with the indexes: %.2f"
                .formatted(projected / slower, projected / Math.min(median(producers), median(indexed))));
    }

    private Rates run(List<byte[]> events) throws IOException {
        var before = site.used();
        long start = System.nanoTime();
        double accepted = new Sender(site.api()).batches(events, CONNECTIONS);
        site.api().awaitNoLag();
        double projected = (System.nanoTime() - start) / 1e9;
        var used = site.used().minus(before).of(events.size());
        return new Rates(events.size() / accepted, events.size() / projected, used);
    }

    /** Each round goes on where the one before it ended, as time does. */
    private static List<byte[]> round(int round, int last, int events) {
        var start = Instant.now().minus(Duration.ofDays(1)).minus(ROUND.multipliedBy(last - round + 1L));
        return new Mixture("round-" + round, start, ROUND).events(events);
    }

    /** What happened in an hour, so many hours ago. */
    private static List<byte[]> hour(int ago, String name, int events) {
        return new Mixture(name, Instant.now().minus(Duration.ofHours(ago)), Duration.ofHours(1)).events(events);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
