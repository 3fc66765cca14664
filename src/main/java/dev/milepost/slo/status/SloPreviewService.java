package dev.milepost.slo.status;

import dev.milepost.events.contract.EventTypeNames;
import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.slo.counting.EventLogCounter;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.openslo.EventVocabulary;
import dev.milepost.slo.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Previews SLO definitions. */
@ApplicationScoped
class SloPreviewService {

    private final EventLogCounter log;
    private final SloStatusReader statusReader;
    private final EvaluationTurns turns;
    private final EventTypeNames types;
    private final CompositeParts parts;

    SloPreviewService(
            EventLogCounter events,
            SloStatusReader statusReader,
            EvaluationTurns turns,
            EventTypeNames types,
            CompositeParts parts) {
        this.parts = parts;
        this.types = types;
        this.log = events;
        this.statusReader = statusReader;
        this.turns = turns;
    }

    /** Evaluates a definition on the events of the log without saving it. */
    SloView of(List<OpenSloDocument> documents) {
        var slo = SloDefinition.of(documents, 0, new EventVocabulary(types.findFields()));
        var at = statusReader.clock();
        if (slo.slo().indicator() instanceof CompositeIndicator) {
            parts.check(slo);
            return SloView.of(statusReader.previewComposite(slo, at));
        }
        var now = EvaluationTime.endOfMinute(at);
        var series =
                turns.run(pause -> log.count(slo.slo().indicator(), slo.slo().lookbackStart(now), pause));
        // Events count as observed since the start of the window, silence since the first of them.
        var since = slo.slo().window().endingAt(now).from();
        var counts = SloCounts.ofPreview(slo, series, since);
        return SloView.of(statusReader.status(counts, at));
    }
}
