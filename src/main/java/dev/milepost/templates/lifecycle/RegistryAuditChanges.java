package dev.milepost.templates.lifecycle;

import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Promotion;
import dev.milepost.templates.registry.StoredVersion;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.registry.StoredVersion.Yank;
import dev.milepost.templates.registry.VersionRef;
import org.jspecify.annotations.Nullable;

/** Audit entries for changes of the registry. They contain a manifest's version and digest, not the manifest. */
final class RegistryAuditChanges {

    private RegistryAuditChanges() {}

    static AuditChange published(StoredVersion version) {
        var after = version(version.version())
                .with("digest", version.digest())
                .with("owner", version.manifest().metadata().owner())
                .with("source", version.source());
        return change(version.ref().kind(), "published", version.name(), null, after);
    }

    static AuditChange sourceChanged(StoredVersion version, String source) {
        return change(
                version.ref().kind(),
                "moved",
                version.name(),
                version(version.version()).with("source", version.source()),
                version(version.version()).with("source", source));
    }

    static AuditChange promoted(String template, Promotion promotion) {
        var before = promotion.previousVersion() == null
                ? null
                : channel(promotion.channel()).with("version", promotion.previousVersion());
        var after = channel(promotion.channel())
                .with("version", promotion.version())
                .with("reason", promotion.reason());
        return change(ManifestKind.GOLDEN_PATH, "promoted", template, before, after);
    }

    static AuditChange deprecated(VersionRef ref, @Nullable Deprecation before, Deprecation after) {
        return change(
                ref.kind(),
                "deprecated",
                ref.name(),
                before == null ? null : deprecation(ref, before),
                deprecation(ref, after));
    }

    static AuditChange yanked(VersionRef ref, @Nullable Yank before, Yank after) {
        return change(ref.kind(), "yanked", ref.name(), before == null ? null : yank(ref, before), yank(ref, after));
    }

    static AuditChange restored(VersionRef ref, Yank before) {
        return change(ref.kind(), "restored", ref.name(), yank(ref, before), version(ref.version()));
    }

    private static AuditChange change(
            ManifestKind kind, String verb, String name, @Nullable AuditState before, AuditState after) {
        return new AuditChange(kind.noun() + "." + verb, name, before == null ? null : before.json(), after.json());
    }

    private static AuditState version(String version) {
        return new AuditState().with("version", version);
    }

    private static AuditState channel(String channel) {
        return new AuditState().with("channel", channel);
    }

    private static AuditState deprecation(VersionRef ref, Deprecation deprecation) {
        return version(ref.version())
                .with("reason", deprecation.reason())
                .with("successor", deprecation.successor())
                .with("ends_on", deprecation.endsOn());
    }

    private static AuditState yank(VersionRef ref, Yank yank) {
        return version(ref.version()).with("reason", yank.reason()).with("successor", yank.successor());
    }
}
