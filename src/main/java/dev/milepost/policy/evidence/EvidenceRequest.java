package dev.milepost.policy.evidence;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.formats.ArtifactDigest;
import dev.milepost.policy.formats.EvidenceKind;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAllowed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a document says about it.
 *
 * @param service empty if it names none
 * @param kind null if it is to be found in the document
 * @param source where the document comes from, such as the address of the pipeline; empty if it is not stated
 */
record EvidenceRequest(
        String service,
        @Nullable String commitSha,
        @Nullable String artifactDigest,
        @Nullable String kind,
        String source) {

    private static final int MAX_LENGTH = 512;

    /** The prefix of the sources of this service's own events. */
    private static final String OWN_SOURCES = "milepost/";

    /**
     * Reads the parameters of a request.
     *
     * @throws dev.milepost.platform.http.ProblemException if one is not valid, or if all that evidence can be about are
     *     missing
     */
    static EvidenceRequest of(
            @Nullable String service,
            @Nullable String commit,
            @Nullable String artifact,
            @Nullable String kind,
            @Nullable String source) {
        var faults = new FaultCollector();
        if (service == null && commit == null && artifact == null) {
            faults.add("service", "is missing: name a service, a commit or an artifact that the document is about");
        }
        checkLength("service", service, faults);
        checkLength("source", source, faults);
        if (kind != null && !EvidenceKind.isBuiltIn(kind) && !kind.startsWith(EvidenceKind.CUSTOM)) {
            faults.add("kind", "must be a kind of evidence, or custom/ and the name of an evidence type");
        }
        var sha = commit(commit, faults);
        var digest = artifact(artifact, faults);
        faults.throwAny(ProblemType.INVALID_REQUEST);
        return new EvidenceRequest(
                service == null ? "" : ServiceName.of(service), sha, digest, kind, source == null ? "" : source);
    }

    /** A commit as stored; null if there is none or it is not valid. */
    static @Nullable String commit(@Nullable String text, FaultCollector faults) {
        if (text == null) {
            return null;
        } else if (!ArtifactDigest.isHex(text, 40) && !ArtifactDigest.isHex(text, 64)) {
            faults.add("commit", "must be the 40 or 64 hexadecimal digits of a commit");
            return null;
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** The digest of an artifact as stored; null if there is none or it is not valid. */
    static @Nullable String artifact(@Nullable String text, FaultCollector faults) {
        var digest = text == null ? null : ArtifactDigest.parse(text).orElse(null);
        if (text != null && digest == null) {
            faults.add(
                    "artifact",
                    "must be sha256: and 64 hexadecimal digits, with or without the name of an image before @");
        }
        return digest;
    }

    private static void checkLength(String name, @Nullable String value, FaultCollector faults) {
        if (value != null && value.length() > MAX_LENGTH) {
            faults.add(name, "must have at most %d characters".formatted(MAX_LENGTH));
        }
    }

    /**
     * Checks that a sender may send evidence, as for events.
     *
     * @throws NotAllowed if it may not
     */
    void check(EmitPermissions permissions) {
        if (permissions.isUnrestricted()) {
            return;
        }
        if (!permissions.allowsSource(source) || source.startsWith(OWN_SOURCES)) {
            throw NotAllowed.at(
                    "source",
                    source.isEmpty()
                            ? "is required: the token may use certain sources only"
                            : "is a source that the token may not use");
        }
        if (!permissions.allowsService(service)) {
            throw NotAllowed.at(
                    "service",
                    service.isEmpty()
                            ? "is required: the token may send evidence of certain services only"
                            : "is a service whose evidence the token may not send");
        }
    }
}
