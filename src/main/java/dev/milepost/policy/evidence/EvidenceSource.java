package dev.milepost.policy.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evidence that there is about a service, a commit or an artifact. */
public interface EvidenceSource {

    /**
     * The newest evidence of each kind and tool that is about the artifact, else the commit, else the service.
     *
     * @return newest first, at most 200
     */
    List<Evidence> find(String service, @Nullable String commitSha, @Nullable String artifactDigest);
}
