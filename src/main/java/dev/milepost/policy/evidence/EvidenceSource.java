package dev.milepost.policy.evidence;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The evidence that there is about a service, a commit or an artifact. */
public interface EvidenceSource {

    /**
     * The newest evidence of each kind and tool that is about the artifact, else the commit, else the service, without
     * facts.
     *
     * @return newest first, at most 200
     */
    List<FoundEvidence> find(String service, @Nullable String commitSha, @Nullable String artifactDigest);

    /**
     * Runs work over evidence with its facts, which VEX among it is applied to. The memory of the facts is reserved while
     * the work runs, so it must not keep them.
     *
     * @param found what is read of that which was found, in the same order
     * @throws dev.milepost.platform.http.ProblemException if the facts are too large, or others use the memory
     */
    <T> T read(
            List<FoundEvidence> found,
            String service,
            @Nullable String artifactDigest,
            Function<List<Evidence>, T> work);
}
