package dev.milepost.policy.formats;

import java.util.Set;

/** The kinds of evidence. A kind of one's own is {@code custom/} and the name of its type. */
public final class EvidenceKind {

    public static final String SARIF = "sarif";
    public static final String CYCLONEDX = "cyclonedx";
    public static final String SPDX = "spdx";
    public static final String PROVENANCE = "provenance";
    public static final String ATTESTATION = "attestation";
    public static final String SIGNATURE = "signature";
    public static final String JUNIT = "junit";
    public static final String OPENVEX = "openvex";
    public static final String COVERAGE = "coverage";

    /** Before the name of a type. */
    public static final String CUSTOM = "custom/";

    private static final Set<String> BUILT_IN =
            Set.of(SARIF, CYCLONEDX, SPDX, PROVENANCE, ATTESTATION, SIGNATURE, JUNIT, OPENVEX, COVERAGE);

    private EvidenceKind() {}

    public static boolean isBuiltIn(String kind) {
        return BUILT_IN.contains(kind);
    }
}
