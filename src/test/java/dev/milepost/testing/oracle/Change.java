package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One commit of one service, as its earliest event describes it.
 *
 * @param parents null where that event does not say
 */
record Change(
        String service,
        String sha,
        Instant committedAt,
        @Nullable List<String> parents,
        boolean saidMerge) {

    /** The changes by service and commit. */
    static Map<String, Map<String, Change>> of(List<OracleEvent> events) {
        var told = events.stream()
                .filter(event -> event.is("change.created") && event.service() != null)
                .collect(groupingBy(event -> List.of(String.valueOf(event.service()), event.field("commit_sha"))));
        var changes = new HashMap<String, Map<String, Change>>();
        told.forEach((key, reports) -> changes.computeIfAbsent(key.get(0), service -> new HashMap<>())
                .put(key.get(1), describe(key, Collections.min(reports, OracleEvent.ORDER))));
        return changes;
    }

    private static Change describe(List<String> key, OracleEvent earliest) {
        var committedAt = earliest.data().path("committed_at");
        return new Change(
                key.get(0),
                key.get(1),
                committedAt.isTextual() ? OracleEvent.moment(committedAt.asText()) : earliest.time(),
                OracleEvent.texts(earliest.data().path("parent_shas")),
                earliest.data().path("merge").asBoolean());
    }

    /** Merges are part of the graph and never counted. */
    boolean isMerge() {
        return saidMerge || parents != null && parents.size() >= 2;
    }
}
