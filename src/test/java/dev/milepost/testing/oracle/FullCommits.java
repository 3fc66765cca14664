package dev.milepost.testing.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The full names of commits that are named by their first digits: that of the only change of the service that begins so. */
final class FullCommits {

    private final Map<String, TreeSet<String>> changes = new HashMap<>();

    FullCommits(List<OracleEvent> events) {
        events.stream()
                .filter(event -> event.is("change.created") && event.service() != null)
                .forEach(event -> changes.computeIfAbsent(String.valueOf(event.service()), any -> new TreeSet<>())
                        .add(event.field("commit_sha")));
    }

    @Nullable
    String of(String service, @Nullable String commit) {
        var known = changes.get(service);
        if (commit == null || known == null || known.contains(commit) || !commit.matches("[0-9a-f]{7,39}")) {
            return commit;
        }
        var longer = known.stream()
                .filter(change -> change.startsWith(commit) && change.matches("[0-9a-f]{40}|[0-9a-f]{64}"))
                .toList();
        return longer.size() == 1 ? longer.get(0) : commit;
    }
}
