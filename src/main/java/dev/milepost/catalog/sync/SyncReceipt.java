package dev.milepost.catalog.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results of the entities of a request, in the order of the request. */
record SyncReceipt(long created, long updated, long unchanged, long rejected, List<Outcome> entities) {

    static SyncReceipt of(List<Outcome> outcomes) {
        return new SyncReceipt(
                count(outcomes, Result.CREATED),
                count(outcomes, Result.UPDATED),
                count(outcomes, Result.UNCHANGED),
                count(outcomes, Result.REJECTED),
                List.copyOf(outcomes));
    }

    private static long count(List<Outcome> outcomes, Result result) {
        return outcomes.stream()
                .filter(o -> o.result().equals(result.wireName()))
                .count();
    }

    enum Result {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param entityRef null if the entity has no valid ref
     * @param errors why the entity is rejected, with pointers into the request
     */
    record Outcome(
            int index,
            @Nullable String entityRef,
            String result,
            @JsonInclude(Include.NON_EMPTY) List<Fault> errors) {

        static Outcome of(EntityUpsert arrival, Result result) {
            return new Outcome(arrival.index(), arrival.ref(), result.wireName(), List.of());
        }

        static Outcome rejected(int index, @Nullable String entityRef, List<Fault> errors) {
            return new Outcome(index, entityRef, Result.REJECTED.wireName(), List.copyOf(errors));
        }
    }
}
