package dev.milepost.lifecycle;

import dev.milepost.audit.Change;
import dev.milepost.audit.State;
import dev.milepost.templates.Deprecation;
import dev.milepost.templates.Kind;
import dev.milepost.templates.Promotion;
import dev.milepost.templates.StoredVersion;
import dev.milepost.templates.Target;
import dev.milepost.templates.Yank;
import org.jspecify.annotations.Nullable;

/** What is noted of changes of the registry: of manifests version and digest, not the whole. */
final class Noted {

    private Noted() {}

    static Change published(Kind kind, StoredVersion version) {
        var after = version(version.version())
                .with("digest", version.digest())
                .with("owner", version.manifest().metadata().owner())
                .with("source", version.source());
        return change(kind, "published", version.name(), null, after);
    }

    static Change moved(Kind kind, StoredVersion version, String source) {
        return change(
                kind,
                "moved",
                version.name(),
                version(version.version()).with("source", version.source()),
                version(version.version()).with("source", source));
    }

    static Change promoted(String template, Promotion promotion) {
        var before = promotion.previousVersion() == null
                ? null
                : channel(promotion.channel()).with("version", promotion.previousVersion());
        var after = channel(promotion.channel())
                .with("version", promotion.version())
                .with("reason", promotion.reason());
        return change(Kind.GOLDEN_PATH, "promoted", template, before, after);
    }

    static Change deprecated(Target target, @Nullable Deprecation before, Deprecation after) {
        return change(
                target.kind(),
                "deprecated",
                target.name(),
                before == null ? null : deprecation(target, before),
                deprecation(target, after));
    }

    static Change yanked(Target target, @Nullable Yank before, Yank after) {
        return change(
                target.kind(),
                "yanked",
                target.name(),
                before == null ? null : yank(target, before),
                yank(target, after));
    }

    static Change restored(Target target, Yank before) {
        return change(target.kind(), "restored", target.name(), yank(target, before), version(target.version()));
    }

    private static Change change(Kind kind, String verb, String name, @Nullable State before, State after) {
        return new Change(kind.noun() + "." + verb, name, before == null ? null : before.json(), after.json());
    }

    private static State version(String version) {
        return new State().with("version", version);
    }

    private static State channel(String channel) {
        return new State().with("channel", channel);
    }

    private static State deprecation(Target target, Deprecation deprecation) {
        return version(target.version())
                .with("reason", deprecation.reason())
                .with("successor", deprecation.successor())
                .with("ends_on", deprecation.endsOn());
    }

    private static State yank(Target target, Yank yank) {
        return version(target.version()).with("reason", yank.reason()).with("successor", yank.successor());
    }
}
