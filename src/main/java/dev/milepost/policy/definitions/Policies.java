package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.definitions.PolicyRepository.CurrentVersion;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** The policies that there are, and changes of them by their owners. */
@ApplicationScoped
public class Policies {

    /** The maximum number of policies that are evaluated. Each evaluation reads all of them. */
    static final int MAX_POLICIES = 500;

    private final PolicyRepository repository;
    private final Sql sql;
    private final Audit audit;
    private final Clock clock;

    /** Caches compiled policies, because compiling expressions takes longest. A version never changes. */
    private final Map<CurrentVersion, Policy> compiled = new ConcurrentHashMap<>();

    Policies(PolicyRepository repository, Sql sql, Audit audit, Clock clock) {
        this.repository = repository;
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns the policies that are evaluated, ordered by name. */
    public List<Policy> evaluated() {
        var current = repository.findEvaluated();
        var policies = current.stream().map(this::compile).toList();
        compiled.keySet().retainAll(new HashSet<>(current));
        return policies;
    }

    /**
     * Checks that a caller may change a policy, and locks it until the end of the transaction.
     *
     * @throws ProblemException if there is no such policy, or the caller neither owns it nor is an admin
     */
    @Transactional
    public void requireOwner(String name, Caller caller) {
        var policy = repository.lock(name).orElseThrow(() -> unknown(name));
        checkOwner(policy.owner, caller);
    }

    /** @throws ProblemException if there is no such policy */
    @Transactional
    public void require(String name) {
        if (repository.findByIdOptional(name).isEmpty()) {
            throw unknown(name);
        }
    }

    /** @throws ProblemException if there is no such policy, or it is retired */
    public Policy requireEvaluated(String name) {
        return evaluated().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /**
     * Checks a version that would replace the one that is evaluated. It takes long, so no transaction is open.
     *
     * @throws ProblemException if the version is not valid, the caller may not save it, or it would block many more
     */
    void checkReplacement(String name, JsonNode document, Caller caller, ReplacementCheck check) {
        var next = PolicyDocument.read(name, document);
        checkOwner(next.owner(), caller);
        for (var current : evaluated()) {
            if (current.name().equals(name) && !current.version().equals(next.version())) {
                checkOwner(current.owner(), caller);
                check.check(current, next);
            }
        }
    }

    /** Saves a new version, which applies from now on. The same version with the same content changes nothing. */
    @Transactional
    PolicyView save(String name, JsonNode document, @Nullable String reason, Caller caller) {
        var policy = PolicyDocument.read(name, document);
        checkOwner(policy.owner(), caller);
        lockAll();
        var existing = repository.lock(name);
        existing.ifPresent(current -> checkOwner(current.owner, caller));
        var same = repository.findVersion(name, policy.version());
        if (same.isPresent()) {
            var current = existing.orElseThrow();
            if (!same.get().digest.equals(policy.digest())) {
                throw ProblemException.of(
                        ProblemType.VERSION_TAKEN,
                        "Version %s of policy '%s' has other content. Give the changed policy a later version."
                                .formatted(policy.version(), name),
                        "/metadata/version");
            }
            if (same.get().number == current.number && current.retiredAt == null) {
                return PolicyView.of(current, same.get());
            }
        }
        return add(existing.orElse(null), policy, document, reason, caller.name());
    }

    /**
     * Saves a version that comes along. A retired policy stays retired, and one whose last version is by somebody else
     * stays as it is.
     *
     * @return whether it was saved
     */
    @Transactional
    boolean install(JsonNode document, String author) {
        var policy = PolicyDocument.read(document);
        lockAll();
        var existing = repository.lock(policy.name()).orElse(null);
        if (existing != null) {
            var current = repository.findVersion(existing.name, existing.number).orElseThrow();
            if (existing.retiredAt != null
                    || !current.author.equals(author)
                    || !new Semver(policy.version()).isGreaterThan(current.version)) {
                return false;
            }
        }
        add(existing, policy, document, null, author);
        return true;
    }

    /** One at a time, also of policies that do not exist yet, and so that their number is limited. */
    private void lockAll() {
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.policies'))", row -> true);
    }

    private PolicyView add(
            @Nullable PolicyEntity existing, Policy policy, JsonNode document, @Nullable String reason, String author) {
        var before = existing == null
                ? null
                : repository.findVersion(existing.name, existing.number).orElseThrow();
        if (before != null && !new Semver(policy.version()).isGreaterThan(before.version)) {
            throw ProblemException.of(
                    ProblemType.POLICY_VERSION_NOT_LATER,
                    "Version %s of policy '%s' is not later than %s. To return to older content, save it as a later version."
                            .formatted(policy.version(), policy.name(), before.version),
                    "/metadata/version");
        }
        if ((existing == null || existing.retiredAt != null) && repository.countEvaluated() >= MAX_POLICIES) {
            throw ProblemException.of(
                    ProblemType.INVALID_POLICY,
                    "There are %d policies already. Retire one first.".formatted(MAX_POLICIES));
        }
        var entity = existing == null ? PolicyEntity.of(policy) : existing;
        var number = before == null ? 1 : before.number + 1;
        if (existing == null) {
            repository.persistAndFlush(entity);
        } else {
            entity.apply(policy, number);
        }
        var version = PolicyVersionEntity.of(policy, number, document, author, clock.instant());
        repository.add(version);
        audit.record(
                author,
                new AuditChange(
                        "policy.saved",
                        "policies/" + policy.name(),
                        before == null ? null : before.json(),
                        reason == null ? document : ((ObjectNode) document.deepCopy()).put("reason", reason)));
        return PolicyView.of(entity, version);
    }

    /** Stops the evaluation of a policy. A later version starts it again. */
    @Transactional
    PolicyView retire(String name, String reason, Caller caller) {
        var policy = repository.lock(name).orElseThrow(() -> unknown(name));
        checkOwner(policy.owner, caller);
        if (policy.retiredAt == null) {
            policy.retire(clock.instant(), caller.name(), reason);
            repository.flush();
            audit.record(
                    caller.name(),
                    new AuditChange(
                            "policy.retired",
                            "policies/" + name,
                            null,
                            new AuditState().with("reason", reason).json()));
        }
        return repository.findOne(name).orElseThrow();
    }

    static ProblemException unknown(String name) {
        return ProblemException.of(
                ProblemType.UNKNOWN_POLICY,
                "There is no policy '%s'. GET /api/v1/policies lists the policies.".formatted(name));
    }

    private static void checkOwner(String owner, Caller caller) {
        if (!caller.mayChange(owner)) {
            throw NotAllowed.because("%s may not change policies of %s. Only its members and platform admins may."
                    .formatted(caller.name(), owner));
        }
    }

    private Policy compile(CurrentVersion current) {
        return compiled.computeIfAbsent(
                current,
                key -> PolicyDocument.read(repository
                        .findVersion(key.name(), key.number())
                        .orElseThrow()
                        .json()));
    }
}
