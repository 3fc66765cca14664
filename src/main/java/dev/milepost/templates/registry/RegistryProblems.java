package dev.milepost.templates.registry;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The problems of a name, version, channel or file that is not in the registry. */
final class RegistryProblems {

    private RegistryProblems() {}

    static ProblemException unknownName(ManifestKind kind, String name) {
        return ProblemException.of(
                kind == ManifestKind.MODULE ? ProblemType.UNKNOWN_MODULE : ProblemType.UNKNOWN_TEMPLATE,
                "No version of %s '%s' has been published.".formatted(kind.noun(), name));
    }

    static ProblemException unknownVersion(VersionRef ref) {
        return ProblemException.of(
                ref.kind() == ManifestKind.MODULE
                        ? ProblemType.UNKNOWN_MODULE_VERSION
                        : ProblemType.UNKNOWN_TEMPLATE_VERSION,
                "Version '%s' of %s '%s' has not been published."
                        .formatted(ref.version(), ref.kind().noun(), ref.name()));
    }

    static ProblemException unknownChannel(String name, String channel) {
        return ProblemException.of(
                ProblemType.UNKNOWN_CHANNEL,
                "No version of template '%2$s' has been promoted to channel '%1$s'.".formatted(channel, name));
    }

    static ProblemException unknownFile(VersionRef module, String path) {
        return ProblemException.of(
                ProblemType.UNKNOWN_FILE, "%s %s has no file '%s'.".formatted(module.name(), module.version(), path));
    }
}
