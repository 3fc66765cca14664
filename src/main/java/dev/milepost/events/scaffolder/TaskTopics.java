package dev.milepost.events.scaffolder;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.intake.EventIngest;
import dev.milepost.events.pipeline.ForeignTopics;
import dev.milepost.events.pipeline.ForeignTopics.ForeignRecord;
import dev.milepost.security.backstage.BackstageInstall;
import dev.milepost.security.backstage.BackstageInstalls;
import dev.milepost.security.backstage.BackstageReads;
import dev.milepost.security.backstage.BackstageReads.Part;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the topics to which Backstage publishes {@code scaffolder.task}. Where the tasks are also read from the API, a
 * message lets them be read at once, since the API says more about an end.
 */
@ApplicationScoped
class TaskTopics {

    private final BackstageReads reads;
    private final SentTaskRepository sent;
    private final EventIngest ingest;

    TaskTopics(BackstageReads reads, SentTaskRepository sent, EventIngest ingest) {
        this.reads = reads;
        this.sent = sent;
        this.ingest = ingest;
    }

    void onStart(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start,
            ForeignTopics topics,
            BackstageInstalls installs) {
        for (var install : installs.with(config -> config.tasks().topic().isPresent())) {
            topics.read(
                    "scaffolder-tasks-" + install.name(),
                    install.config().tasks().topic().orElseThrow(),
                    "milepost-scaffolder-" + install.name(),
                    work(install));
        }
    }

    private Consumer<List<ForeignRecord>> work(BackstageInstall install) {
        var config = install.config().tasks();
        if (config.enabled()) {
            return records -> reads.wake(install.name(), Part.TASKS);
        }
        var messages = new TaskMessages(install.name(), config.source(), sent);
        return records -> ingest(messages.events(records));
    }

    private void ingest(List<Envelope> events) {
        for (int i = 0; i < events.size(); i += EventIngest.MAX_EVENTS) {
            ingest.ingest(events.subList(i, Math.min(events.size(), i + EventIngest.MAX_EVENTS)));
        }
    }
}
