package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.events.log.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stores scaffold reports and aggregates them to runs. {@link RunRecording} does everything that needs the registry, so
 * that a version that is not published yet does not block the projection.
 */
@ApplicationScoped
class RunProjection implements Projection {

    private final RunReportRepository reports;
    private final RunRepository runs;
    private final DueRuns due;
    private final Clock clock;

    RunProjection(RunReportRepository reports, RunRepository runs, DueRuns due, Clock clock) {
        this.reports = reports;
        this.runs = runs;
        this.due = due;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void apply(List<GoldenEvent> events) {
        var received =
                events.stream().flatMap(event -> RunReport.of(event).stream()).toList();
        if (!received.isEmpty()) {
            var keys = received.stream().map(RunReport::run).distinct().toList();
            runs.lock(keys);
            reports.insert(received);
            var folded = reports.find(keys).stream().collect(Collectors.groupingBy(RunReport::run)).values().stream()
                    .map(FoldedRun::of)
                    .toList();
            runs.update(folded, clock.instant());
        }
        events.stream()
                .filter(event -> event.golden() && event.type().equals("template.published"))
                .flatMap(event -> TemplateVersion.of(event).stream())
                .forEach(version -> due.makeDue(version, clock.instant()));
    }
}
