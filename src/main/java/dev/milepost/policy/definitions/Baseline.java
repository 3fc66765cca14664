package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Saves the policies that come along: those that are missing, and later versions of those that nobody else has changed. */
@ApplicationScoped
class Baseline {

    /** The author of the versions that this class saves. */
    static final String AUTHOR = "milepost";

    static final List<String> NAMES = List.of(
            "catalog-valid",
            "error-budget",
            "golden-path-supported",
            "iac-findings",
            "image-signed",
            "licences",
            "model-described",
            "model-review",
            "model-review-restricted",
            "no-old-critical-vulnerability",
            "no-old-high-vulnerability",
            "no-secrets",
            "provenance-of-commit",
            "sbom");

    private static final Logger LOG = Logger.getLogger(Baseline.class);

    private final BaselineConfig config;
    private final Policies policies;

    Baseline(BaselineConfig config, Policies policies) {
        this.config = config;
        this.policies = policies;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            install();
        }
    }

    void install() {
        for (var name : NAMES) {
            try {
                if (policies.install(document(name, config), AUTHOR)) {
                    LOG.infof("Saved policy %s of the baseline", name);
                }
            } catch (ProblemException e) {
                LOG.warnf("Policy %s of the baseline is not saved: %s", name, e.getMessage());
            }
        }
    }

    static JsonNode document(String name, BaselineConfig config) {
        var document = (ObjectNode) PolicyDocument.parse(resource(name), DocumentFormat.YAML);
        var metadata = (ObjectNode) document.path("metadata");
        metadata.put("owner", config.owner());
        // The address in the file is an example.
        metadata.remove("documentation");
        config.documentation(name).ifPresent(address -> metadata.put("documentation", address));
        return document;
    }

    private static byte[] resource(String name) {
        try (var stream = Baseline.class.getResourceAsStream("/policies/baseline/%s.yaml".formatted(name))) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
