package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.events.log.Projection;
import dev.milepost.platform.collections.Parts;
import dev.milepost.upgrades.scaffolding.RunReportRepository.StoredRefs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Stores scaffold reports and aggregates them to runs. {@link RunRecording} does everything that needs the registry, so
 * that a version that is not published yet does not block the projection.
 */
@ApplicationScoped
class RunProjection implements Projection {

    /**
     * The maximum size of the entity refs that are read at once, in bytes. The runs of a batch can have many times the
     * entity refs of the batch.
     */
    private static final long MOST_READ = 4 << 20;

    private final RunReportRepository reports;
    private final AggregatedRunRepository runs;
    private final Clock clock;

    RunProjection(RunReportRepository reports, AggregatedRunRepository runs, Clock clock) {
        this.reports = reports;
        this.runs = runs;
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
            Parts.within(MOST_READ, reports.findStoredRefs(keys), StoredRefs::bytes)
                    .forEach(this::aggregate);
        }
        events.stream()
                .filter(event -> event.golden() && event.type().equals("template.published"))
                .flatMap(event -> TemplateVersion.of(event).stream())
                .forEach(version -> runs.makeDue(version, clock.instant()));
    }

    private void aggregate(List<StoredRefs> part) {
        runs.update(List.copyOf(reports.find(part, AggregatedRun::of).values()), clock.instant());
    }
}
