package dev.milepost.testing;

import dev.milepost.local.LocalParts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL and a real Kafka for all Quarkus tests, started once, on data that is gone afterwards. Registered
 * as a service, so that no test has to name it; {@link Outages} reaches it from within tests.
 */
public final class LocalPartsResource implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off");

    /** A route, so that there is one to test. */
    private static final Map<String, String> ROUTE = Map.of(
            "milepost.routing.pci.annotation", "milepost.dev/compliance-level",
            "milepost.routing.pci.values", "pci,sox",
            "milepost.routing.pci.topic", "milepost.events.pci");

    /** Two secrets, as while one is changed. */
    private static final Map<String, String> WEBHOOKS = Map.of(
            "milepost.webhooks.github.secrets", "the-secret-of-old,the-secret-of-new",
            "milepost.webhooks.github.services.\"acme/configured\"", "by-configuration",
            "milepost.webhooks.pagerduty.secrets", "the-secret-of-pagerduty",
            "milepost.webhooks.pagerduty.urgencies", "high");

    private @Nullable Path folder;
    private @Nullable LocalParts parts;

    @Override
    public Map<String, String> start() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            folder = Files.createTempDirectory(target, "local-parts-");
            parts = LocalParts.start(folder, target.resolve("postgres-programs"), Set.of("postgres", "kafka"), FAST);
            Outages.offer(parts);
            var settings = new HashMap<>(parts.get());
            settings.putAll(ROUTE);
            settings.putAll(WEBHOOKS);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (parts != null) {
            Outages.withdraw();
            parts.close();
            parts = null;
        }
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
