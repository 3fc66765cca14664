package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads who built an artifact, how, and from what.
 *
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance v1</a>
 * @see <a href="https://slsa.dev/spec/v0.2/provenance">v0.2</a>
 */
final class ProvenanceReader {

    private static final String V1 = "https://slsa.dev/provenance/v1";
    private static final String V0_2 = "https://slsa.dev/provenance/v0.2";

    private ProvenanceReader() {}

    /** The repository and the commit of a build; empty and null if they are not stated. */
    private record Origin(String repository, @Nullable String commit) {}

    static ReadEvidence read(String type, JsonNode predicate, ArrayNode subjects) {
        return switch (type) {
            case V1 -> v1(predicate, subjects);
            case V0_2 -> v02(predicate, subjects);
            default -> throw Facts.invalid("/predicateType", "must be %s or %s".formatted(V1, V0_2));
        };
    }

    private static ReadEvidence v1(JsonNode predicate, ArrayNode subjects) {
        var build = predicate.path("buildDefinition");
        var run = predicate.path("runDetails");
        var builder = required(run.path("builder"), "id", "/predicate/runDetails/builder");
        var metadata = run.path("metadata");
        var workflow = build.path("externalParameters").path("workflow");
        return read(
                builder,
                required(build, "buildType", "/predicate/buildDefinition"),
                origin(
                        Facts.list(build, "resolvedDependencies", "/predicate/buildDefinition"),
                        workflow.path("repository").asText()),
                times(metadata, "startedOn", "finishedOn"),
                subjects);
    }

    private static ReadEvidence v02(JsonNode predicate, ArrayNode subjects) {
        var builder = required(predicate.path("builder"), "id", "/predicate/builder");
        var source = predicate.path("invocation").path("configSource");
        var commit = commit(source.path("digest"));
        var origin = commit == null
                ? origin(
                        Facts.list(predicate, "materials", "/predicate"),
                        source.path("uri").asText())
                : new Origin(repository(source.path("uri").asText()), commit);
        return read(
                builder,
                required(predicate, "buildType", "/predicate"),
                origin,
                times(predicate.path("metadata"), "buildStartedOn", "buildFinishedOn"),
                subjects);
    }

    private static ReadEvidence read(
            String builder, String buildType, Origin origin, ObjectNode times, ArrayNode subjects) {
        var facts = Facts.object();
        facts.put("builder", builder);
        facts.put("build_type", buildType);
        facts.put("commit", origin.commit());
        facts.put("repository", origin.repository().isEmpty() ? null : origin.repository());
        facts.setAll(times);
        facts.set("subjects", subjects);
        var finished = Facts.time(times, "finished_at");
        return new ReadEvidence(
                EvidenceKind.PROVENANCE,
                builder,
                finished == null ? Facts.time(times, "started_at") : finished,
                facts,
                Set.of(),
                origin.commit());
    }

    private static ObjectNode times(JsonNode metadata, String started, String finished) {
        var times = Facts.object();
        times.put("started_at", Facts.nameOrNull(metadata, started));
        times.put("finished_at", Facts.nameOrNull(metadata, finished));
        return times;
    }

    private static String required(JsonNode node, String member, String at) {
        var text = Facts.text(Facts.IDENTIFIER, node.path(member).asText());
        if (text.isEmpty()) {
            throw Facts.invalid(at + "/" + member, "is missing");
        }
        return text;
    }

    /** The first of the sources that is a commit, or the first of a repository that is named. */
    private static Origin origin(JsonNode sources, String repository) {
        var named = repository(repository);
        Origin first = null;
        for (var source : sources) {
            var commit = commit(source.path("digest"));
            if (commit != null) {
                var origin = new Origin(repository(source.path("uri").asText()), commit);
                if (origin.repository().equals(named)) {
                    return origin;
                }
                first = first == null ? origin : first;
            }
        }
        return first == null || !named.isEmpty() && !first.repository().isEmpty() ? new Origin(named, null) : first;
    }

    private static @Nullable String commit(JsonNode digest) {
        for (var algorithm : new String[] {"gitCommit", "sha1"}) {
            var commit = digest.path(algorithm).asText();
            if (ArtifactDigest.isHex(commit, 40) || algorithm.equals("gitCommit") && ArtifactDigest.isHex(commit, 64)) {
                return commit.toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /** The address without {@code git+} before it, and without a ref and {@code .git} after it. */
    private static String repository(String uri) {
        var text = Facts.text(Facts.IDENTIFIER, uri);
        text = text.startsWith("git+") ? text.substring(4) : text;
        int ref = text.indexOf('@', text.indexOf("://") < 0 ? 0 : text.indexOf('/', text.indexOf("://") + 3) + 1);
        text = ref > 0 ? text.substring(0, ref) : text;
        return text.endsWith(".git") ? text.substring(0, text.length() - 4) : text;
    }
}
