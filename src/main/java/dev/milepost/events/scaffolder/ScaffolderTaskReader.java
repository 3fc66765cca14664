package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageFailure.Kind;
import dev.milepost.security.backstage.BackstageInstall;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.security.backstage.BackstageReads.Reached;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tasks of an install that are new or have ended since the last read. Tasks are listed from the newest to those of
 * the last read, and those that have not ended by their status, which also finds old ones that are retried.
 */
final class ScaffolderTaskReader {

    private static final String SCAFFOLDER = "scaffolder";
    private static final String NEWEST_FIRST = "/v2/tasks?order=desc%3Acreated_at";
    private static final String UNFINISHED = NEWEST_FIRST + "&status=open&status=processing";

    /** A larger id than any. Backstage then returns the event of the end only. */
    private static final String END_ONLY = "?after=9007199254740991";

    /** A task contains its whole Template. */
    private static final int PAGE = 20;

    private static final int MOST_UNFINISHED = 200;

    private final BackstageInstall install;
    private final SentTaskRepository sent;
    private final Consumer<List<Envelope>> ingest;
    private final ScaffoldEvents events;
    private final Set<String> handled = new HashSet<>();
    private int pageSize = PAGE;

    /** The ends that may still be read. Each takes a request. */
    private int endsLeft;

    ScaffolderTaskReader(
            BackstageInstall install, SentTaskRepository sent, Consumer<List<Envelope>> ingest, int mostEnds) {
        this.install = install;
        this.sent = sent;
        this.ingest = ingest;
        this.events = new ScaffoldEvents(install.config().tasks().source());
        this.endsLeft = mostEnds;
    }

    Reached read(Lease lease, Instant now) throws BackstageFailure {
        var first = now.minus(install.config().tasks().history());
        var from = Objects.requireNonNullElse(lease.readUntil(), first);
        readPages(UNFINISHED, first, lease);
        var newest = readPages(NEWEST_FIRST, from, lease);
        for (var id : sent.findUnfinished(install.name(), MOST_UNFINISHED)) {
            if (endsLeft > 0 && !handled.contains(id)) {
                readOne(id);
                lease.extend();
            }
        }
        if (endsLeft <= 0) {
            return new Reached(null, false);
        }
        var until = newest == null || newest.isBefore(from) ? from : newest;
        var unfinished = sent.findOldestUnfinished(install.name()).orElse(until);
        var reached = unfinished.isBefore(until) ? unfinished : until;
        sent.deleteRead(install.name(), reached);
        return new Reached(reached, true);
    }

    /** Returns when the newest task of the pages was created; null if there is none. */
    private @Nullable Instant readPages(String query, Instant from, Lease lease) throws BackstageFailure {
        Instant newest = null;
        var listed = new HashSet<String>();
        for (int offset = 0; endsLeft > 0; ) {
            var page = page(query, offset);
            lease.extend();
            var tasks = new ArrayList<ScaffolderTask>();
            page.forEach(json -> ScaffolderTask.of(json, null).ifPresent(tasks::add));
            send(tasks.stream().filter(task -> !task.createdAt().isBefore(from)).toList());
            if (newest == null && !tasks.isEmpty()) {
                newest = tasks.get(0).createdAt();
            }
            var isNew =
                    tasks.stream().map(ScaffolderTask::id).filter(listed::add).count() > 0;
            if (!isNew
                    || page.size() < pageSize
                    || tasks.get(tasks.size() - 1).createdAt().isBefore(from)) {
                return newest;
            }
            offset += page.size();
        }
        return newest;
    }

    /** A page that is too large is read in smaller ones. */
    private JsonNode page(String query, int offset) throws BackstageFailure {
        while (true) {
            try {
                var page = install.get(SCAFFOLDER, "%s&limit=%d&offset=%d".formatted(query, pageSize, offset));
                if (!page.path("tasks").isArray()) {
                    throw new BackstageFailure(Kind.UNEXPECTED, "The scaffolder returned no list tasks");
                }
                return page.path("tasks");
            } catch (BackstageFailure e) {
                if (e.kind() != Kind.TOO_LARGE || pageSize == 1) {
                    throw e;
                }
                pageSize = Math.max(1, pageSize / 4);
            }
        }
    }

    private void readOne(String id) throws BackstageFailure {
        try {
            var task = ScaffolderTask.of(install.get(SCAFFOLDER, path(id)), null);
            if (task.isPresent()) {
                send(List.of(task.get()));
            }
        } catch (BackstageFailure e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            sent.delete(install.name(), id);
        }
    }

    private static String path(String id) {
        return "/v2/tasks/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void send(List<ScaffolderTask> tasks) throws BackstageFailure {
        var known =
                sent.find(install.name(), tasks.stream().map(ScaffolderTask::id).toList());
        for (var task : tasks) {
            if (endsLeft > 0 && handled.add(task.id())) {
                send(task, known.get(task.id()));
            }
        }
    }

    private void send(ScaffolderTask task, SentTaskRepository.@Nullable SentTask before) throws BackstageFailure {
        var end = task.isUnfinished() ? null : task.end();
        if (before != null && Objects.equals(before.end(), end)) {
            return;
        }
        var data = ScaffoldEvents.data(task);
        if (data.isPresent()) {
            var both = new ArrayList<Envelope>();
            if (before == null) {
                both.add(events.started(task, data.get()));
            }
            if (end != null) {
                endsLeft--;
                var at = Optional.ofNullable(task.heartbeatAt()).orElse(task.createdAt());
                both.add(events.completed(task, data.get(), end(task), at));
            }
            if (!both.isEmpty()) {
                ingest.accept(both);
            }
        }
        // Written after the events: if this fails they are sent again, and are the same.
        sent.save(install.name(), task, end);
    }

    private TaskEnd end(ScaffolderTask task) throws BackstageFailure {
        try {
            return TaskEnd.of(install.get(SCAFFOLDER, path(task.id()) + "/events"), task);
        } catch (BackstageFailure e) {
            return switch (e.kind()) {
                case TOO_LARGE -> TaskEnd.of(install.get(SCAFFOLDER, path(task.id()) + "/events" + END_ONLY), task);
                case NOT_FOUND -> TaskEnd.UNKNOWN;
                default -> throw e;
            };
        }
    }
}
