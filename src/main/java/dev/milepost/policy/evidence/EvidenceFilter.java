package dev.milepost.policy.evidence;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.EmitPermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which evidence is listed. A null member filters nothing.
 *
 * @param permittedServices patterns of SQL's {@code like}
 * @param beforeTime with {@code beforeId}, the last evidence of the previous page
 */
record EvidenceFilter(
        @Nullable String service,
        @Nullable String commitSha,
        @Nullable String artifactDigest,
        @Nullable String kind,
        @Nullable Boolean verified,
        List<String> permittedServices,
        Instant beforeTime,
        UUID beforeId) {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** @throws dev.milepost.platform.http.ProblemException if a parameter is not valid */
    static EvidenceFilter of(
            @Nullable String service,
            @Nullable String commit,
            @Nullable String artifact,
            @Nullable String kind,
            @Nullable Boolean verified,
            @Nullable String cursor,
            EmitPermissions permissions) {
        var faults = new FaultCollector();
        var sha = EvidenceRequest.commit(commit, faults);
        var digest = EvidenceRequest.artifact(artifact, faults);
        faults.throwAny(ProblemType.INVALID_REQUEST);
        var last = cursor == null ? null : Cursor.parse(cursor, 2);
        return new EvidenceFilter(
                ServiceName.ofNullable(service),
                sha,
                digest,
                kind,
                verified,
                permissions.servicesLike(),
                last == null ? LATEST : last.time(0),
                last == null ? new UUID(-1L, -1L) : last.id(1));
    }
}
