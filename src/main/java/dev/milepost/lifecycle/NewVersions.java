package dev.milepost.lifecycle;

import dev.milepost.templates.Kind;
import dev.milepost.templates.StoredVersion;
import dev.milepost.templates.Submission;
import dev.milepost.templates.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Takes versions in that may be published, each with its note and its news, in the transaction of who publishes them. */
@ApplicationScoped
public class NewVersions {

    private final VersionStore store;
    private final TemplateNews news;
    private final Acts acts;

    NewVersions(VersionStore store, TemplateNews news, Acts acts) {
        this.store = store;
        this.news = news;
        this.acts = acts;
    }

    /** Who publishes, and when; what others change waits until the transaction ends. */
    public Act begin() {
        return acts.begin();
    }

    /** @param previous the version below it; null where it is the lowest */
    public void add(Act act, StoredVersion version, Submission submission, @Nullable String previous) {
        var kind = submission.kind();
        store.insert(version, submission);
        if (kind == Kind.GOLDEN_PATH) {
            news.published(version.name(), version.version(), previous, version.publishedAt());
        }
        acts.note(act, Noted.published(kind, version));
    }

    /** The same content again says at most that its folder has moved. */
    public void move(Act act, StoredVersion version, Submission submission) {
        var source = submission.source();
        if (source != null && !source.equals(version.source())) {
            store.move(submission.kind(), version, source);
            acts.note(act, Noted.moved(submission.kind(), version, source));
        }
    }
}
