package dev.milepost.templates.lifecycle;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.lifecycle.LifecycleRequests.PromotionRequest;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Promotion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion.Yank;
import dev.milepost.templates.registry.VersionRef;
import dev.milepost.templates.registry.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Promotes versions of golden paths: points channels to a later or an earlier version. */
@ApplicationScoped
class PromotionService {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_NAME_LENGTH = 32;

    private final Registry registry;
    private final VersionStore store;
    private final TemplateEventPublisher events;
    private final ChangeRecorder changes;

    PromotionService(Registry registry, VersionStore store, TemplateEventPublisher events, ChangeRecorder changes) {
        this.registry = registry;
        this.store = store;
        this.events = events;
        this.changes = changes;
    }

    /**
     * Returns the channel's state after the promotion. If the channel already points to the version, nothing changes.
     */
    @Transactional
    Promotion promote(String template, String channel, PromotionRequest request) {
        requireName(channel);
        var change = changes.begin();
        change.require(ManifestKind.GOLDEN_PATH, template, registry.owner(ManifestKind.GOLDEN_PATH, template));
        var version = registry.require(new VersionRef(ManifestKind.GOLDEN_PATH, template, request.version()));
        var before = registry.findPromotion(template, channel);
        if (before.isPresent() && before.get().version().equals(version.version())) {
            return before.get();
        }
        if (version.yank() != null) {
            throw yanked(template, version.version(), version.yank());
        }
        var promotion = new Promotion(
                channel,
                version.version(),
                before.map(Promotion::version).orElse(null),
                change.at(),
                change.caller().name(),
                request.reason());
        store.promote(template, promotion);
        events.promoted(template, promotion);
        changes.record(change, RegistryAuditChanges.promoted(template, promotion));
        return promotion;
    }

    private static void requireName(String channel) {
        if (channel.length() > MAX_NAME_LENGTH || !NAME.matcher(channel).matches()) {
            var detail =
                    "must begin with a letter and have only lower-case letters, digits and single hyphens, at most "
                            + MAX_NAME_LENGTH + " characters";
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "channel " + detail, List.of(new Fault("channel", detail)));
        }
    }

    private static ProblemException yanked(String template, String version, Yank yank) {
        return ProblemException.of(
                ProblemType.VERSION_YANKED,
                "%s %s was withdrawn at %s: %s%s"
                        .formatted(
                                template,
                                version,
                                yank.at(),
                                yank.reason(),
                                yank.successor() == null ? "" : " Its successor is " + yank.successor() + "."));
    }
}
