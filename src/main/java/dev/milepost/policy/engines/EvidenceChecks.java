package dev.milepost.policy.engines;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.policy.definitions.ArtifactDigest;
import dev.milepost.policy.definitions.Policy.EvidenceNeed;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import dev.milepost.policy.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/** Built-in checks of evidence: that it is there, and who signed and built what is deployed. */
final class EvidenceChecks {

    private EvidenceChecks() {}

    static EngineResult evidencePresent(PolicyRule rule, EngineInput input) {
        return NeededEvidence.check(List.of(EvidenceNeed.of(rule.settings())), input);
    }

    /** A signature counts only if it was verified and is about the artifact in question. */
    static EngineResult signedBy(PolicyRule rule, EngineInput input) {
        var digest = input.artifactDigest();
        if (digest.isEmpty()) {
            return noDigest("signature");
        }
        var owner = rule.settings().path("owner").asBoolean() ? owner(input) : "";
        var identities = Patterns.of(rule.settings().path("identities"));
        var issuers = Patterns.of(rule.settings().path("issuers"));
        var verified = about(input, "signature", digest.get()).stream()
                .filter(Evidence::verified)
                .toList();
        if (verified.isEmpty()) {
            return NeededEvidence.missing("signature", "There is no verified signature of %s.".formatted(digest.get()));
        }
        boolean isSigned = verified.stream()
                .anyMatch(signature -> (identities.match(identity(signature))
                                || !owner.isEmpty() && owner.equalsIgnoreCase(identity(signature)))
                        && (issuers.isEmpty()
                                || issuers.match(
                                        signature.facts().path("issuer").asText(""))));
        return isSigned
                ? EngineResult.PASS
                : new EngineResult(
                        Status.FAIL,
                        List.of(new Violation(
                                null,
                                "%s is signed by %s, and must be by %s%s."
                                        .formatted(
                                                digest.get(),
                                                identity(verified.get(0)),
                                                signers(identities, rule, owner),
                                                issuers.isEmpty() ? "" : " of the issuer " + issuers),
                                "/evidence/signature",
                                "Sign the artifact with the identity that the policy names.",
                                null)));
    }

    /** The full ref of the owner of the service; empty if the catalog names none. */
    private static String owner(EngineInput input) {
        var owner = input.subject().entity().path("spec").path("owner").asText("");
        return EntityRef.parse(owner, "group", EntityRef.DEFAULT_NAMESPACE)
                .map(EntityRef::toString)
                .orElse("");
    }

    private static String signers(Patterns identities, PolicyRule rule, String owner) {
        var byOwner = owner.isEmpty() ? "the owner of the service, whom the catalog does not name" : owner;
        return !rule.settings().path("owner").asBoolean()
                ? identities.toString()
                : identities.isEmpty() ? byOwner : identities + ", " + byOwner;
    }

    static EngineResult provenance(PolicyRule rule, EngineInput input) {
        var settings = rule.settings();
        var digest = input.artifactDigest();
        if (digest.isEmpty()) {
            return noDigest("provenance");
        }
        var found = about(input, "provenance", digest.get()).stream()
                .filter(evidence ->
                        evidence.verified() || !settings.path("verified").asBoolean(true))
                .toList();
        if (found.isEmpty()) {
            return NeededEvidence.missing(
                    "provenance", "There is no verified provenance of %s.".formatted(digest.get()));
        }
        var builders = Patterns.of(settings.path("builders"));
        var sameCommit = settings.path("sameCommit").asBoolean();
        var commit = input.change().commitSha();
        if (sameCommit && commit.isEmpty()) {
            return failed("The request names no commit, so that of the provenance cannot be compared.");
        }
        boolean isKept = found.stream()
                .map(Evidence::facts)
                .anyMatch(facts -> (builders.isEmpty()
                                || builders.match(facts.path("builder").asText("")))
                        && (!sameCommit || facts.path("commit").asText("").equalsIgnoreCase(commit)));
        var newest = found.get(0).facts();
        return isKept
                ? EngineResult.PASS
                : failed("%s was built by %s from commit %s%s%s."
                        .formatted(
                                digest.get(),
                                newest.path("builder").asText("an unknown builder"),
                                newest.path("commit").asText("unknown"),
                                builders.isEmpty() ? "" : "; the builder must be " + builders,
                                sameCommit ? "; the commit must be " + commit : ""));
    }

    private static EngineResult failed(String message) {
        return new EngineResult(
                Status.FAIL,
                List.of(new Violation(
                        null, message, "/evidence/provenance", "Deploy what the build of this commit made.", null)));
    }

    private static EngineResult noDigest(String kind) {
        return NeededEvidence.missing(
                kind, "The request names no artifact with its digest, so there can be no %s of it.".formatted(kind));
    }

    /** Evidence that is about the artifact, and not only about its commit or service. */
    private static List<Evidence> about(EngineInput input, String kind, String digest) {
        return input.evidence(kind).stream()
                .filter(evidence -> digest.equals(evidence.artifactDigest())
                        || evidence.facts()
                                .path("subjects")
                                .valueStream()
                                .anyMatch(subject -> ArtifactDigest.find(
                                                subject.path("digest").asText(""))
                                        .equals(Optional.of(digest))))
                .toList();
    }

    private static String identity(Evidence signature) {
        var signer = signature.signer();
        return signer == null ? signature.facts().path("identity").asText("nobody") : signer;
    }
}
