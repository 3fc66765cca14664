package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;

/** A name or version that is not in the registry. */
final class UnknownVersion extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownVersion(String slug, String title, String detail) {
        super(404, slug, title, detail);
    }

    static UnknownVersion name(ManifestKind kind, String name) {
        return new UnknownVersion(
                "unknown-" + kind.noun(),
                "There is no such " + kind.noun() + ".",
                "No version of %s '%s' has been published.".formatted(kind.noun(), name));
    }

    static UnknownVersion version(ManifestKind kind, String name, String version) {
        return new UnknownVersion(
                "unknown-" + kind.noun() + "-version",
                "There is no such version of the " + kind.noun() + ".",
                "Version '%s' of %s '%s' has not been published.".formatted(version, kind.noun(), name));
    }

    static UnknownVersion channel(String name, String channel) {
        return new UnknownVersion(
                "unknown-channel",
                "There is no such channel.",
                "No version of template '%2$s' has been promoted to channel '%1$s'.".formatted(channel, name));
    }

    static UnknownVersion file(String module, String path) {
        return new UnknownVersion(
                "unknown-file", "The module has no such file.", "%2$s has no file '%1$s'.".formatted(path, module));
    }
}
