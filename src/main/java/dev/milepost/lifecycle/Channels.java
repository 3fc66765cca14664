package dev.milepost.lifecycle;

import com.google.re2j.Pattern;
import dev.milepost.templates.Kind;
import dev.milepost.templates.Promotion;
import dev.milepost.templates.Registry;
import dev.milepost.templates.Target;
import dev.milepost.templates.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Points channels to versions of golden paths, forward and back. */
@ApplicationScoped
class Channels {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 32;

    private final Registry registry;
    private final VersionStore store;
    private final TemplateNews news;
    private final Acts acts;

    Channels(Registry registry, VersionStore store, TemplateNews news, Acts acts) {
        this.registry = registry;
        this.store = store;
        this.news = news;
        this.acts = acts;
    }

    /** How the channel stands now; where it points to the version already, nothing has changed. */
    @Transactional
    Promotion promote(String template, String channel, PromotionRequest request) {
        requireName(channel);
        var act = acts.begin();
        act.require(Kind.GOLDEN_PATH, template, registry.owner(Kind.GOLDEN_PATH, template));
        var version = registry.require(new Target(Kind.GOLDEN_PATH, template, request.version()));
        var before = registry.findPromotion(template, channel);
        if (before.isPresent() && before.get().version().equals(version.version())) {
            return before.get();
        }
        if (version.yank() != null) {
            throw new Yanked(template, version.version(), version.yank());
        }
        var promotion = new Promotion(
                channel,
                version.version(),
                before.map(Promotion::version).orElse(null),
                act.at(),
                act.caller().name(),
                request.reason());
        store.promote(template, promotion);
        news.promoted(template, promotion);
        acts.note(act, Noted.promoted(template, promotion));
        return promotion;
    }

    private static void requireName(String channel) {
        if (channel.length() > LONGEST || !NAME.matcher(channel).matches()) {
            throw InvalidChannel.beyond(LONGEST);
        }
    }
}
