package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.policy.signatures.EvidenceKeys.KeyRemoved;
import dev.milepost.security.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accepts evidence, and finds what there is about a service, a commit or an artifact. */
@ApplicationScoped
class EvidenceStore implements EvidenceSource {

    /** The memory for each byte of a document in an answer: as it arrives from the database, and in the answer. */
    private static final int BYTES_OF_DOCUMENT = 3;

    private final EvidenceReading reading;
    private final EvidenceRepository evidence;
    private final FactsMemory memory;
    private final ResponseMemoryBudget answers;
    private final Clock clock;

    EvidenceStore(
            EvidenceReading reading,
            EvidenceRepository evidence,
            FactsMemory memory,
            ResponseMemoryBudget answers,
            Clock clock) {
        this.reading = reading;
        this.evidence = evidence;
        this.memory = memory;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param isNew false if the same document about the same had been sent before */
    record Accepted(StoredEvidence evidence, boolean isNew) {}

    /** @param facts in the shape of the kind */
    record WithFacts(StoredEvidence evidence, JsonNode facts) {}

    /** Reads, checks and stores a document. Nothing is stored of one that is refused. */
    Accepted accept(EvidenceRequest request, byte[] body, String contentType, Caller caller) {
        request.check(caller.emitPermissions());
        var read = reading.read(body, contentType, request);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var signer = read.signer();
        var received = new StoredEvidence(
                UUID.randomUUID(),
                read.evidence().kind(),
                read.evidence().tool(),
                request.service(),
                read.commitSha(),
                read.artifactDigest(),
                request.source(),
                producedAt(read.evidence().producedAt(), now),
                now,
                signer != null,
                signer == null ? null : signer.identity(),
                signer == null ? null : signer.key(),
                EvidenceReading.digest(body),
                body.length,
                caller.name(),
                true);
        var id = evidence.save(received, read.evidence().facts(), body);
        return new Accepted(require(id, caller), id.equals(received.id()));
    }

    /** A time in the future would keep evidence fresh for ever. */
    private static Instant producedAt(@Nullable Instant stated, Instant now) {
        return stated == null || stated.isAfter(now) ? now : stated.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<FoundEvidence> find(String service, @Nullable String commitSha, @Nullable String artifactDigest) {
        return evidence.findAbout(service, commitSha, artifactDigest, List.of());
    }

    @Override
    public <T> T read(
            List<FoundEvidence> found,
            String service,
            @Nullable String artifactDigest,
            Function<List<Evidence>, T> work) {
        return memory.during(service, found, () -> work.apply(read(found, service, artifactDigest)));
    }

    private List<Evidence> read(List<FoundEvidence> found, String service, @Nullable String artifactDigest) {
        return found.isEmpty() ? List.of() : VexSuppression.apply(evidence.read(found), service, artifactDigest);
    }

    /** Evidence with its facts, to which what is known from VEX about the same subject is applied. */
    WithFacts findWithFacts(UUID id, Caller caller) {
        var stored = require(id, caller);
        var own = evidence.findOne(id).orElseThrow(() -> unknown(id));
        var found = new ArrayList<>(List.of(own));
        if (own.hasFindings()) {
            found.addAll(evidence.findAbout(
                    stored.service(), stored.commitSha(), stored.artifactDigest(), VexSuppression.STATING));
            found.removeIf(other -> other != own && other.id().equals(id));
        }
        var read = memory.hold(stored.service(), found, () -> read(found, stored.service(), stored.artifactDigest()));
        return read.stream()
                .filter(one -> one.id().equals(id.toString()))
                .findFirst()
                .map(one -> new WithFacts(stored, one.facts()))
                .orElseThrow(() -> unknown(id));
    }

    byte[] document(UUID id, Caller caller) {
        var stored = require(id, caller);
        return answers.hold(BYTES_OF_DOCUMENT * stored.bytes(), () -> evidence.findDocument(stored.digest()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_EVIDENCE,
                        "The document of the evidence %s is no longer kept. Its facts are.".formatted(id)));
    }

    /** Evidence that the caller may see. */
    StoredEvidence require(UUID id, Caller caller) {
        return evidence.findById(id)
                .filter(found -> caller.emitPermissions().allowsService(found.service()))
                .orElseThrow(() -> unknown(id));
    }

    void forget(@Observes KeyRemoved removal) {
        evidence.forgetSigner(removal.name());
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.of(ProblemType.UNKNOWN_EVIDENCE, "There is no evidence %s.".formatted(id));
    }
}
