package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commit of each artifact of a service: that of the earliest completed build with both. */
final class Builds {

    private final Map<List<String>, String> commits = new HashMap<>();

    Builds(List<OracleEvent> events) {
        events.stream()
                .filter(event -> event.is("build.completed") && event.service() != null)
                .filter(event ->
                        event.data().hasNonNull("artifact") && event.data().hasNonNull("commit_sha"))
                .collect(groupingBy(event -> List.of(String.valueOf(event.service()), event.field("artifact"))))
                .forEach((artifact, builds) -> commits.put(
                        artifact, Collections.min(builds, OracleEvent.ORDER).field("commit_sha")));
    }

    /** @param events all about one deployment */
    @Nullable
    String head(String service, List<OracleEvent> events) {
        var commit = OracleEvent.latestText(events, "commit_sha");
        var artifact = OracleEvent.latestText(events, "artifact");
        return commit != null || artifact == null ? commit : commits.get(List.of(service, artifact));
    }
}
