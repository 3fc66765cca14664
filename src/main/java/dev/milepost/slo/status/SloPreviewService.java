package dev.milepost.slo.status;

import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.slo.counting.EventLogCounter;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Previews SLO definitions. */
@ApplicationScoped
class SloPreviewService {

    private final EventLogCounter log;
    private final SloStatusReader statusReader;
    private final EvaluationTurns turns;

    SloPreviewService(EventLogCounter events, SloStatusReader statusReader, EvaluationTurns turns) {
        this.log = events;
        this.statusReader = statusReader;
        this.turns = turns;
    }

    /** Evaluates a definition on the events of the log without saving it. */
    SloView of(List<OpenSloDocument> documents) {
        var slo = SloDefinition.of(documents, 0);
        var now = statusReader.now();
        var series =
                turns.run(pause -> log.count(slo.slo().indicator(), slo.slo().lookbackStart(now), pause));
        // Events count as observed since the start of the window.
        var since = slo.slo().window().at(now).from();
        return SloView.of(statusReader.status(new SloCounts(slo, slo, series, since, Progress.COMPLETE), now));
    }
}
