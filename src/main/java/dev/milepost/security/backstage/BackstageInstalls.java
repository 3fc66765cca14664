package dev.milepost.security.backstage;

import dev.milepost.security.signing.PluginTokenIssuer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The Backstage installs that this service reads. Created at startup, so that configuration errors are reported then. */
@Startup
@ApplicationScoped
public class BackstageInstalls {

    private final List<BackstageInstall> installs;

    BackstageInstalls(BackstageConfig config, PluginTokenIssuer tokens) {
        this.installs = config.installs().entrySet().stream()
                .map(entry -> new BackstageInstall(
                        entry.getKey(), entry.getValue(), authorization(entry.getValue(), tokens::authorization)))
                .sorted(Comparator.comparing(BackstageInstall::name))
                .toList();
        if (installs.stream()
                        .filter(install -> install.config().catalog().enabled())
                        .count()
                > 1) {
            throw new IllegalArgumentException(
                    "milepost.backstage has more than one install whose catalog is read. What one lacks would be taken as"
                            + " deleted. Set milepost.backstage.NAME.catalog.enabled=false for all but one");
        }
    }

    /** Returns the value of the header {@code Authorization} for a plugin. */
    static UnaryOperator<String> authorization(BackstageConfig.Install install, UnaryOperator<String> signed) {
        return install.token()
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .<UnaryOperator<String>>map(token -> plugin -> "Bearer " + token)
                .orElse(signed);
    }

    /** Returns the installs of which something is read. */
    public List<BackstageInstall> with(Predicate<BackstageConfig.Install> condition) {
        return installs.stream()
                .filter(install -> condition.test(install.config()))
                .toList();
    }
}
