package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A name or version that is not in the registry. */
final class UnknownVersion extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownVersion(ProblemType type, String detail) {
        super(type, detail);
    }

    static UnknownVersion name(ManifestKind kind, String name) {
        return new UnknownVersion(
                kind == ManifestKind.MODULE ? ProblemType.UNKNOWN_MODULE : ProblemType.UNKNOWN_TEMPLATE,
                "No version of %s '%s' has been published.".formatted(kind.noun(), name));
    }

    static UnknownVersion version(ManifestKind kind, String name, String version) {
        return new UnknownVersion(
                kind == ManifestKind.MODULE ? ProblemType.UNKNOWN_MODULE_VERSION : ProblemType.UNKNOWN_TEMPLATE_VERSION,
                "Version '%s' of %s '%s' has not been published.".formatted(version, kind.noun(), name));
    }

    static UnknownVersion channel(String name, String channel) {
        return new UnknownVersion(
                ProblemType.UNKNOWN_CHANNEL,
                "No version of template '%2$s' has been promoted to channel '%1$s'.".formatted(channel, name));
    }

    static UnknownVersion file(String module, String path) {
        return new UnknownVersion(ProblemType.UNKNOWN_FILE, "%2$s has no file '%1$s'.".formatted(path, module));
    }
}
