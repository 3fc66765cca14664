package dev.milepost.events.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * The branch of an upgrade, {@code milepost/upgrade-TEMPLATE-VERSION}. It says which upgrade a pull request is, so that
 * plain webhooks are enough. In a repository of several services, {@code @SERVICE} at its end says of which one.
 *
 * @param service null if the branch does not name one
 */
public record UpgradeBranch(
        String template, String version, @Nullable String service) {

    private static final String BEGIN = "milepost/upgrade-";

    public UpgradeBranch(String template, String version) {
        this(template, version, null);
    }

    /** Returns empty for every other branch. */
    public static Optional<UpgradeBranch> parse(String branch) {
        if (!branch.startsWith(BEGIN)) {
            return Optional.empty();
        }
        int at = branch.indexOf('@');
        var upgrade = branch.substring(BEGIN.length(), at < 0 ? branch.length() : at);
        var service = at < 0 || at == branch.length() - 1 ? null : branch.substring(at + 1);
        // Names and pre-releases have hyphens too: the version is the longest end that is one.
        for (int i = upgrade.indexOf('-', 1); i > 0; i = upgrade.indexOf('-', i + 1)) {
            var version = upgrade.substring(i + 1);
            if (Semver.isValid(version)) {
                return Optional.of(new UpgradeBranch(upgrade.substring(0, i), version, service));
            }
        }
        return Optional.empty();
    }

    public String name() {
        return BEGIN + template + "-" + version + (service == null ? "" : "@" + service);
    }
}
