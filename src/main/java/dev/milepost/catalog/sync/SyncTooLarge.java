package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** Problem: a list of the request exceeds its limit. */
final class SyncTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    private SyncTooLarge(String detail, List<Fault> faults) {
        super(ProblemType.TOO_LARGE, detail, faults);
    }

    static SyncTooLarge entities(int size) {
        return list("/entities", size, SyncLimits.ENTITIES, " Send them in several requests.");
    }

    /** The list of a full sync must be complete, so it cannot be split. */
    static SyncTooLarge refs(int size) {
        return list("/entity_refs", size, SyncLimits.REFS, "");
    }

    private static SyncTooLarge list(String pointer, int size, int most, String advice) {
        var detail = "has %d items, but at most %d are allowed.%s".formatted(size, most, advice);
        return new SyncTooLarge(pointer + " " + detail, List.of(new Fault(pointer, detail)));
    }
}
