package dev.milepost.slo;

import dev.milepost.counting.CountedSlo;
import dev.milepost.counting.CountedSlo.Progress;
import dev.milepost.counting.PastEvents;
import dev.milepost.definitions.SloBodies;
import dev.milepost.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows what definitions would come to. */
@ApplicationScoped
class Preview {

    private final PastEvents events;
    private final Standings standings;

    Preview(PastEvents events, Standings standings) {
        this.events = events;
        this.standings = standings;
    }

    /** What a definition makes of the events in the log, without saving it. */
    SloAnswer of(List<OpenSloDocument> documents) {
        var slo = SloBodies.one(documents, 0);
        var now = standings.now();
        var series = events.count(slo.slo().indicator(), slo.slo().looksBackTo(now));
        // As if it had been listened for through all of its window.
        var since = slo.slo().window().at(now).from();
        return SloAnswer.of(standings.standing(new CountedSlo(slo, slo, series, since, Progress.COMPLETE), now));
    }
}
