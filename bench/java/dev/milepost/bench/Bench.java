package dev.milepost.bench;

import java.util.List;

/** Measures everything in turn, each part on a site of its own, and prints it. */
final class Bench {

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        var report = new Report();
        if (List.of(arguments).contains("--catalog")) {
            catalog(report);
            return;
        }
        if (List.of(arguments).contains("--start")) {
            report.machine();
            Starts.measure(report);
            return;
        }
        if (List.of(arguments).contains("--slos")) {
            slos(report, List.of(arguments).contains("--quick"));
            return;
        }
        var sizes = Sizes.of(arguments);
        report.machine();
        new Judging(report).measure();
        if (sizes.events() > 0) {
            report.progress("starting");
            ingest(sizes, report);
        }
        for (int deployments : sizes.histories()) {
            history(deployments, sizes, report);
        }
        report.progress("done");
    }

    /** The catalog alone. */
    private static void catalog(Report report) throws Exception {
        report.machine();
        try (var site = Site.start()) {
            new CatalogSync(site, report).measure();
            heap(site, report);
        }
        report.progress("done");
    }

    /** Objectives alone. */
    private static void slos(Report report, boolean quick) throws Exception {
        report.machine();
        try (var site = Site.start()) {
            new SloAnswers(site, report, quick).measure();
            heap(site, report);
        }
        report.progress("done");
    }

    private static void ingest(Sizes sizes, Report report) throws Exception {
        try (var site = Site.start()) {
            new Ingest(site, report).measure(sizes);
            new Freshness(site, report).measure(sizes.freshness());
            heap(site, report);
        }
    }

    private static void history(int deployments, Sizes sizes, Report report) throws Exception {
        report.title("History of %,d deployments, %,d changes, 1,000 services, 50 teams, 365 days"
                .formatted(deployments, 4L * deployments));
        try (var site = Site.start()) {
            new History(site.database(), report).load(deployments);
            new Questions(site, report).measure(sizes.budget());
            heap(site, report);
            if (sizes.events() > 0) {
                new Ingest(site, report).measureOnTop(sizes.events() / 4);
                new Freshness(site, report).measure(sizes.freshness().dividedBy(2));
                heap(site, report);
            }
        }
    }

    private static void heap(Site site, Report report) throws Exception {
        var heap = site.heap();
        report.line(
                "heap of the service so far: peak %d MiB, at most %d MiB after a collection, %d MiB live now (-Xmx1g)"
                        .formatted(heap.peak(), heap.kept(), heap.live()));
    }
}
