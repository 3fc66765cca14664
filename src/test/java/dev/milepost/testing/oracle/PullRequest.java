package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that was merged, folded from all that was said of it.
 *
 * @param merging its earliest event
 * @param commits those that it brought, and that of its merge
 * @param moments by their names in events, and {@code merged_at}
 */
record PullRequest(String service, OracleEvent merging, Set<String> commits, Map<String, Optional<Instant>> moments) {

    private static final List<String> MOMENTS =
            List.of("first_commit_at", "opened_at", "first_review_at", "approved_at");

    /** The first merged comes first. */
    private static final Comparator<PullRequest> ORDER = Comparator.comparing(PullRequest::merging, OracleEvent.ORDER);

    /** In the order in which they were merged. */
    static List<PullRequest> of(List<OracleEvent> events) {
        return events.stream()
                .filter(event -> event.is("change.merged") && event.service() != null)
                .collect(groupingBy(event ->
                        List.of(String.valueOf(event.service()), event.field("repository"), event.field("pr_id"))))
                .entrySet()
                .stream()
                .map(entry -> fold(entry.getKey().get(0), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static PullRequest fold(String service, List<OracleEvent> events) {
        var merging = Collections.min(events, OracleEvent.ORDER);
        var commits = new HashSet<String>();
        Optional.ofNullable(OracleEvent.latestText(events, "commit_sha")).ifPresent(commits::add);
        OracleEvent.latest(events, "commits").map(OracleEvent::texts).ifPresent(commits::addAll);
        var moments = new HashMap<String, Optional<Instant>>();
        for (var name : MOMENTS) {
            moments.put(
                    name,
                    Optional.ofNullable(OracleEvent.latestText(events, name)).map(OracleEvent::moment));
        }
        moments.put("merged_at", Optional.of(merging.time()));
        return new PullRequest(service, merging, commits, moments);
    }

    @Nullable
    Instant moment(String name) {
        return moments.getOrDefault(name, Optional.empty()).orElse(null);
    }
}
