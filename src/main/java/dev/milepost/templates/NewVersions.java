package dev.milepost.templates;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Takes versions in that may be published. */
@ApplicationScoped
class NewVersions {

    private final VersionStore store;
    private final SkeletonFiles files;
    private final TemplateNews news;

    NewVersions(VersionStore store, SkeletonFiles files, TemplateNews news) {
        this.store = store;
        this.files = files;
        this.news = news;
    }

    /** @param previous the version below it; null where it is the lowest */
    void add(StoredVersion version, Submission submission, @Nullable String previous) {
        files.keep(submission.files());
        store.insert(version, submission);
        if (submission.kind() == Kind.GOLDEN_PATH) {
            news.published(version.name(), version.version(), previous, version.publishedAt());
        }
    }

    /** The same content again says at most that its folder has moved; whether it does. */
    boolean move(StoredVersion version, Submission submission) {
        if (submission.source() == null || submission.source().equals(version.source())) {
            return false;
        }
        store.move(submission.kind(), version, submission.source());
        return true;
    }
}
