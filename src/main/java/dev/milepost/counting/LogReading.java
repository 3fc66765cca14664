package dev.milepost.counting;

import dev.milepost.events.EventParts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Reads the log again for what is not complete, part by part, each in a transaction that keeps how far it came. */
@ApplicationScoped
class LogReading {

    /** As many events take less than a second, however many of them count. */
    static final int PART = 5_000;

    private final ReckoningRepository reckonings;
    private final OutcomeRepository outcomes;
    private final EventParts log;

    LogReading(ReckoningRepository reckonings, OutcomeRepository outcomes, EventParts log) {
        this.reckonings = reckonings;
        this.outcomes = outcomes;
        this.log = log;
    }

    /** Reads on; false where there is nothing to read for, or others are about it. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean readPart(int size) {
        var unread = reckonings.lockUnread();
        if (unread.ids().isEmpty()) {
            return false;
        }
        var asking = reckonings.find(unread.ids());
        var types = asking.stream()
                .flatMap(reckoning -> reckoning.indicator().types().stream())
                .distinct()
                .toList();
        var part = log.find(types, unread.after(), size);
        outcomes.take(Grouped.of(asking, part.events()));
        if (part.end() == null) {
            reckonings.complete(unread.ids(), log.keptSince().orElse(null));
        } else {
            reckonings.advance(unread.ids(), part.end());
        }
        return true;
    }

    /** Takes away a part of what no definition uses; false where nothing is left. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean clearPart() {
        return reckonings.clear();
    }
}
