package dev.milepost.policy.signatures;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.signatures.PublicKeys.UnusableKey;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.EmitPermissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Registers public keys, and verifies the signatures of documents with them. */
@ApplicationScoped
public class EvidenceKeys {

    /** A document is tried with each key of its service. */
    private static final int MAX_KEYS = 500;

    private final EvidenceKeyRepository keys;
    private final Audit audit;
    private final Event<KeyRemoved> removals;

    EvidenceKeys(EvidenceKeyRepository keys, Audit audit, Event<KeyRemoved> removals) {
        this.keys = keys;
        this.audit = audit;
        this.removals = removals;
    }

    /** A key was removed, so what it verified is not verified any more. Sent in the transaction of the removal. */
    public record KeyRemoved(String name) {}

    /**
     * Who signed a document.
     *
     * @param key the name of the key
     * @param identity the identity of the key
     */
    public record Signer(String key, String identity) {}

    /**
     * Verifies the signatures of a document. Empty if no key is registered for the service, so that nothing can be verified.
     *
     * @param service empty if the document is about an artifact of which no service is known
     * @throws ProblemException if keys are registered for the service, and none of them made a signature
     */
    public Optional<Signer> verify(SignedDocument document, String service) {
        return verify(document, service, keys.findAllKeys());
    }

    static Optional<Signer> verify(SignedDocument document, String service, List<EvidenceKey> registered) {
        var usable = registered.stream()
                .filter(key -> EmitPermissions.of(List.of(), key.services()).allowsService(service))
                .toList();
        var signer = usable.stream()
                .filter(key -> isSignedWith(document, key))
                .findFirst()
                .map(key -> new Signer(key.name(), key.identity()));
        if (signer.isEmpty() && !usable.isEmpty()) {
            throw SignedDocuments.problem(
                    ProblemType.UNVERIFIED_EVIDENCE,
                    document.pointer(),
                    "is valid by none of the %d keys that are registered for the service".formatted(usable.size()));
        }
        return signer;
    }

    private static boolean isSignedWith(SignedDocument document, EvidenceKey key) {
        var publicKey = publicKey(key);
        var algorithm = KeyAlgorithm.of(key.algorithm());
        return document.signatures().stream()
                .anyMatch(signature -> algorithm.verifies(publicKey, document.form(), document.signed(), signature));
    }

    private static PublicKey publicKey(EvidenceKey key) {
        try {
            return PublicKeys.parse(key.publicKey());
        } catch (UnusableKey e) {
            throw new IllegalStateException("The stored key cannot be read", e);
        }
    }

    /**
     * Registers a key, or changes the identity and the services of one.
     *
     * @return whether it was added
     */
    @Transactional
    boolean save(EvidenceKey key) {
        var existing = keys.findKey(key.name());
        if (existing.isEmpty()) {
            add(key);
            return true;
        }
        var before = existing.get();
        if (!before.fingerprint().equals(key.fingerprint())
                || !before.algorithm().equals(key.algorithm())) {
            throw ProblemException.of(
                    ProblemType.EVIDENCE_KEY_TAKEN,
                    "'%s' is the name of another key. Register this one under another name, and delete the other one when nobody signs with it any more."
                            .formatted(key.name()));
        }
        if (!before.identity().equals(key.identity()) || !before.services().equals(key.services())) {
            keys.change(key);
            record("evidence_keys.changed", key.addedBy(), before, key);
        }
        return false;
    }

    private void add(EvidenceKey key) {
        if (keys.count() >= MAX_KEYS) {
            throw SignedDocuments.problem(
                    ProblemType.INVALID_EVIDENCE_KEY,
                    "name",
                    "would be the key number %d: delete others".formatted(MAX_KEYS + 1));
        }
        keys.add(key);
        audit.record(
                key.addedBy(),
                new AuditChange(
                        "evidence_keys.added", "evidence-keys/" + key.name(), null, EvidenceKeyEntity.audited(key)));
    }

    /** Removes a key. What it verified is not verified any more. */
    @Transactional
    void remove(String name, String by) {
        var key = require(name);
        keys.remove(name);
        removals.fire(new KeyRemoved(name));
        audit.record(
                by,
                new AuditChange(
                        "evidence_keys.removed", "evidence-keys/" + name, EvidenceKeyEntity.audited(key), null));
    }

    EvidenceKey require(String name) {
        return keys.findKey(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_EVIDENCE_KEY, "No key has the name '%s'.".formatted(name)));
    }

    List<EvidenceKey> findPage(String after, int limit) {
        return keys.findPage(after, limit);
    }

    private void record(String action, String by, EvidenceKey before, EvidenceKey after) {
        audit.record(
                by,
                new AuditChange(
                        action,
                        "evidence-keys/" + after.name(),
                        EvidenceKeyEntity.audited(before),
                        EvidenceKeyEntity.audited(after)));
    }
}
