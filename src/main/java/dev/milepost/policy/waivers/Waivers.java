package dev.milepost.policy.waivers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.log.Outbox;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.waivers.Waiver.State;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests, approvals and revocations of waivers. Each change is audited, and announced if it changes decisions. */
@ApplicationScoped
public class Waivers {

    private final WaiverRepository repository;
    private final Policies policies;
    private final WaiversConfig config;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;

    Waivers(
            WaiverRepository repository,
            Policies policies,
            WaiversConfig config,
            Audit audit,
            Outbox outbox,
            Clock clock) {
        this.repository = repository;
        this.policies = policies;
        this.config = config;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns the waivers of a service that are in force. */
    public List<Waiver> active(String service, Instant now) {
        return repository.findActive(service, now);
    }

    @Transactional
    Waiver request(String policy, @Nullable JsonNode body, Caller caller) {
        WaiverRequest.checked(body);
        var now = now();
        var severity = policies.requireEvaluated(policy).severity();
        var request = WaiverRequest.read(body, now, config.limit().of(severity));
        var waiver = new WaiverEntity();
        waiver.id = UUID.randomUUID();
        waiver.policy = policy;
        waiver.service = request.service();
        waiver.environment = request.environment();
        waiver.artifactDigest = request.artifactDigest();
        waiver.reason = request.reason();
        waiver.ticket = request.ticket();
        waiver.requestedBy = caller.name();
        waiver.requestedAt = now;
        waiver.expiresAt = request.expiresAt();
        repository.persistAndFlush(waiver);
        record("policy.waiver_requested", caller, waiver);
        return waiver.toWaiver(now);
    }

    /**
     * Approves a waiver: by a member of the policy's owner, or by two admins in an emergency. Nobody approves an own
     * request.
     */
    @Transactional
    Waiver approve(String policy, UUID id, boolean isEmergency, Caller caller) {
        var now = now();
        var waiver = require(policy, id);
        if (waiver.toWaiver(now).state() != State.REQUESTED) {
            throw ProblemException.of(
                    ProblemType.WAIVER_NOT_OPEN,
                    "The waiver is %s. Only one that is requested can be approved."
                            .formatted(waiver.toWaiver(now).state().wireName()));
        }
        if (caller.name().equals(waiver.requestedBy)) {
            throw NotAllowed.because(
                    "%s asked for the waiver. Somebody else must approve it.".formatted(caller.name()));
        }
        if (isEmergency) {
            approveInEmergency(waiver, caller, now);
        } else {
            checkOwner(policy, caller);
            waiver.emergencyBy = null;
            waiver.emergencyAt = null;
            approved(waiver, caller, now);
        }
        repository.flush();
        return waiver.toWaiver(now);
    }

    private void checkOwner(String policy, Caller caller) {
        var owner = policies.requireEvaluated(policy).owner();
        if (!caller.name().equals(owner) && !caller.groups().contains(owner)) {
            throw NotAllowed.because(
                    "%s may not approve waivers of policy '%s'. Only members of %s may, or two platform admins in an emergency."
                            .formatted(caller.name(), policy, owner));
        }
    }

    private void approveInEmergency(WaiverEntity waiver, Caller caller, Instant now) {
        if (!caller.admin()) {
            throw NotAllowed.because(
                    "%s is not a platform admin. Two of them approve in an emergency.".formatted(caller.name()));
        }
        var first = waiver.emergencyAt;
        var isFirst = first == null || now.isAfter(first.plus(config.emergencyWindow()));
        if (isFirst || caller.name().equals(waiver.emergencyBy)) {
            waiver.emergencyBy = caller.name();
            waiver.emergencyAt = now;
            record("policy.waiver_emergency_approved", caller, waiver);
            return;
        }
        var end = now.plus(config.emergencyLimit());
        waiver.expiresAt = waiver.expiresAt.isAfter(end) ? end : waiver.expiresAt;
        approved(waiver, caller, now);
    }

    private void approved(WaiverEntity waiver, Caller caller, Instant now) {
        waiver.approvedBy = caller.name();
        waiver.approvedAt = now;
        record("policy.waiver_approved", caller, waiver);
        outbox.add(WaiverEvent.of(waiver.toWaiver(now), "approved", now), waiver.service);
    }

    /** Ends a waiver or its request: by who asked for it, a member of the policy's owner, or an admin. */
    @Transactional
    Waiver revoke(String policy, UUID id, Caller caller) {
        var now = now();
        var waiver = require(policy, id);
        if (!caller.name().equals(waiver.requestedBy)) {
            policies.requireOwner(policy, caller);
        }
        if (waiver.revokedAt == null) {
            waiver.revokedBy = caller.name();
            waiver.revokedAt = now;
            repository.flush();
            record("policy.waiver_revoked", caller, waiver);
            if (waiver.approvedAt != null) {
                outbox.add(WaiverEvent.of(waiver.toWaiver(now), "revoked", now), waiver.service);
            }
        }
        return waiver.toWaiver(now);
    }

    /** Announces the waivers that end soon, each once. */
    @Transactional
    void remind() {
        var now = now();
        for (var waiver : repository.findEnding(now, now.plus(config.reminder()))) {
            waiver.remindedAt = now;
            outbox.add(WaiverEvent.of(waiver.toWaiver(now), "ending", now), waiver.service);
        }
    }

    private WaiverEntity require(String policy, UUID id) {
        return repository
                .lock(id)
                .filter(waiver -> waiver.policy.equals(policy))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_WAIVER,
                        "Policy '%s' has no waiver %s. GET /api/v1/waivers lists the waivers.".formatted(policy, id)));
    }

    private void record(String action, Caller caller, WaiverEntity waiver) {
        var state = new AuditState()
                .with("id", waiver.id)
                .with("service_id", waiver.service)
                .with("environment", waiver.environment)
                .with("artifact_digest", waiver.artifactDigest)
                .with("reason", waiver.reason)
                .with("ticket", waiver.ticket)
                .with("requested_by", waiver.requestedBy)
                .with("emergency_by", waiver.emergencyBy)
                .with("expires_at", Objects.requireNonNull(waiver.expiresAt));
        audit.record(caller.name(), new AuditChange(action, "policies/" + waiver.policy, null, state.json()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
