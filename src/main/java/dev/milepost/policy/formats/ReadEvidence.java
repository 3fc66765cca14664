package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.collections.Copies;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a document states.
 *
 * @param kind such as {@code sarif}
 * @param tool what made the document; empty if it does not say. Of each kind and tool, the newest evidence counts
 * @param producedAt null if the document does not say
 * @param facts in the shape of the kind; see docs/policies-evidence.md
 * @param artifacts the digests of the artifacts that the document itself is about, as {@code sha256:…}; empty if it names
 *     none
 * @param commitSha the commit that the document itself is about; null if it names none
 */
public record ReadEvidence(
        String kind,
        String tool,
        @Nullable Instant producedAt,
        ObjectNode facts,
        Set<String> artifacts,
        @Nullable String commitSha) {

    public ReadEvidence {
        artifacts = Copies.set(artifacts);
    }

    static ReadEvidence of(String kind, String tool, @Nullable Instant producedAt, ObjectNode facts) {
        return new ReadEvidence(kind, tool, producedAt, facts, Set.of(), null);
    }

    ReadEvidence withArtifacts(Set<String> named) {
        return new ReadEvidence(kind, tool, producedAt, facts, named, commitSha);
    }
}
