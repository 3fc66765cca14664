package dev.milepost.security.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.erasure.ErasureRepository.Job;
import dev.milepost.security.erasure.ErasureRepository.StepChange;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests erasures and reports their progress. */
@ApplicationScoped
public class Erasures {

    private final ErasureRepository jobs;
    private final ErasureSteps steps;
    private final Pseudonyms pseudonyms;
    private final List<KnownNames> known;
    private final Audit audit;
    private final Clock clock;

    Erasures(
            ErasureRepository jobs,
            ErasureSteps steps,
            Pseudonyms pseudonyms,
            @All List<KnownNames> known,
            Audit audit,
            Clock clock) {
        this.jobs = jobs;
        this.steps = steps;
        this.pseudonyms = pseudonyms;
        this.known = List.copyOf(known);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An erasure.
     *
     * @param kind person or service
     * @param subject the service, or the pseudonym of the person
     * @param state running or completed
     * @param progress how far it is
     * @param failure why the last attempt at a part failed; null if it did not
     * @param changes what was done, by table or kind of data; only steps that have begun
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Erasure(
            UUID id,
            String kind,
            String subject,
            String state,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant completedAt,
            Progress progress,
            @Nullable String failure,
            @JsonInclude(Include.NON_NULL) @Nullable List<Change> changes) {}

    /**
     * @param pass the current pass over all steps, from 1
     * @param step the step that runs; null between passes
     * @param stepsDone of this pass
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Progress(
            int pass, int stepsDone, int steps, @Nullable String step) {}

    /**
     * @param read rows that were read
     * @param changed rows that were changed or deleted
     * @param kept rows that keep the name as a part of an identifier
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Change(String what, long read, long changed, long kept) {}

    /**
     * Requests the erasure of a person. If it is requested again while it runs, that erasure is returned.
     *
     * @param name a ref of a User, an e-mail address, a login or a full name
     * @param others other names of the same person
     * @param caller the name of the caller
     */
    @Transactional
    Erasure requestForPerson(String name, Collection<String> others, String caller) {
        var names = new TreeSet<String>();
        var first = PersonName.parse(name, "ref");
        names.add(first.text());
        others.forEach(other -> names.add(PersonName.parse(other, "also").text()));
        for (var one : List.copyOf(names)) {
            known.forEach(source -> source.findOthers(one).forEach(other -> addIfValid(names, other)));
        }
        var spellings = new TreeSet<String>();
        names.forEach(one -> spellings.addAll(new PersonName(one).spellings()));
        var stored = pseudonyms.add(spellings, "person-" + UUID.randomUUID());
        var running = jobs.findOpen(ErasureKind.PERSON, stored.pseudonym());
        if (running.isPresent() && !stored.added()) {
            return view(running.get(), true);
        }
        return request(
                ErasureKind.PERSON,
                stored.pseudonym(),
                caller,
                new AuditState().with("kind", "person").with("names", names.size()));
    }

    /** Requests the erasure of a service's facts. If it is requested again while it runs, that erasure is returned. */
    @Transactional
    public Erasure requestForService(String service, String caller, AuditState details) {
        var running = jobs.findOpen(ErasureKind.SERVICE, service);
        return running.isPresent()
                ? view(running.get(), true)
                : request(ErasureKind.SERVICE, service, caller, details.with("kind", "service"));
    }

    private Erasure request(ErasureKind kind, String subject, String caller, AuditState details) {
        var id = UUID.randomUUID();
        jobs.insert(id, kind, subject, caller, clock.instant().truncatedTo(ChronoUnit.MICROS));
        audit.record(
                caller,
                new AuditChange(
                        "erasures.requested",
                        id.toString(),
                        null,
                        details.with("subject", subject).json()));
        return get(id);
    }

    private static void addIfValid(Collection<String> names, String other) {
        try {
            names.add(PersonName.parse(other, "").text());
        } catch (ProblemException e) {
            // The catalog may have texts that are no names, such as a dash. They are found in too much.
        }
    }

    /** @throws ProblemException if there is none */
    @Transactional
    Erasure get(UUID id) {
        return jobs.find(id).map(job -> view(job, true)).orElseThrow(() -> unknown(id.toString()));
    }

    @Transactional
    List<Erasure> find(Instant before, UUID beforeId, int limit) {
        return jobs.find(before, beforeId, limit).stream()
                .map(job -> view(job, false))
                .toList();
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(ProblemType.UNKNOWN_ERASURE, "There is no erasure %s.".formatted(id));
    }

    private Erasure view(Job job, boolean detailed) {
        var names = steps.of(job.kind()).stream().map(ErasureStep::name).toList();
        boolean completed = job.completedAt() != null;
        int done = completed ? names.size() : Math.max(0, names.indexOf(String.valueOf(job.step())));
        return new Erasure(
                job.id(),
                job.kind().text(),
                job.subject(),
                completed ? "completed" : "running",
                job.requestedBy(),
                job.requestedAt(),
                job.completedAt(),
                new Progress(job.pass(), done, names.size(), job.step()),
                job.failure(),
                detailed
                        ? jobs.findChanges(job.id()).stream()
                                .map(Erasures::change)
                                .toList()
                        : null);
    }

    private static Change change(StepChange change) {
        return new Change(change.step(), change.read(), change.changed(), change.kept());
    }
}
