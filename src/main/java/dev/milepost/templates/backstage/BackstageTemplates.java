package dev.milepost.templates.backstage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.composition.CompositionSettings;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.composition.UpgradeComposer;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Composes Templates and their Location from the current state of the registry. */
@ApplicationScoped
class BackstageTemplates {

    private static final String STABLE = "stable";

    private final Registry registry;
    private final CompositionConfig config;

    BackstageTemplates(Registry registry, CompositionConfig config) {
        this.registry = registry;
        this.config = config;
    }

    /**
     * Returns the Template of a version. If the version does not exist or is yanked, it throws a problem, in response to
     * which Backstage removes the Template from its catalog.
     */
    @Snapshot
    ObjectNode template(String name, String version, String baseUrl) {
        var versions = servedVersions(name);
        var published = versions.find(version)
                .orElseThrow(() -> unserved("Version '%s' of template '%s' has not been published.", name, version));
        if (published.yanked()) {
            throw unserved("Version '%s' of template '%s' was withdrawn. Choose another version.", name, version);
        }
        var resolved = registry.findResolved(name, version).orElseThrow();
        var deprecation = published.deprecation();
        var settings =
                new CompositionSettings(baseUrl, config.actions(), versions.entityName(published), deprecation != null);
        var template = Composer.compose(resolved, settings);
        if (deprecation != null && deprecation.successor() != null) {
            ((ObjectNode) template.at("/metadata/annotations"))
                    .put("milepost.dev/superseded-by", deprecation.successor());
        }
        return template;
    }

    /** Returns the Template that upgrades services of a golden path. */
    @Snapshot
    ObjectNode upgradeTemplate(String name) {
        var stable = servedVersions(name).stable();
        if (stable == null) {
            throw unserved("Channel '%s' of golden path '%s' points to no version.", name, STABLE);
        }
        return UpgradeComposer.compose(
                registry.findResolved(name, stable.ref().version()).orElseThrow(), config.actions());
    }

    /** Returns the size that composing an upgrade Template takes, in bytes. */
    long upgradeBytes(String name) {
        var stable = servedVersions(name).stable();
        return stable == null ? 0 : registry.compositionBytes(name, stable.ref().version());
    }

    /**
     * Returns the Location of all served Templates, by golden path name, each with its newest major version first. Those
     * that upgrade services follow where Backstage has the action for them.
     */
    @Snapshot
    ObjectNode location(String baseUrl) {
        var location = JsonNodeFactory.instance.objectNode();
        location.put("apiVersion", "backstage.io/v1alpha1").put("kind", "Location");
        location.putObject("metadata")
                .put("name", "milepost-golden-paths")
                .put("description", "Golden paths with a version on the channel stable.");
        var targets = location.putObject("spec").put("type", "url").putArray("targets");
        registry.findNames().stream()
                .sorted()
                .flatMap(name -> paths(servedVersions(name)))
                .map(path -> baseUrl + path)
                .forEach(targets::add);
        return location;
    }

    private Stream<String> paths(ServedVersions versions) {
        var upgrade = versions.stable() == null || config.actions() == Actions.STOCK
                ? Stream.<String>of()
                : Stream.of("/api/v1/templates/%s/upgrade-template.yaml".formatted(versions.name()));
        return Stream.concat(versions.served().stream().map(BackstageTemplates::path), upgrade);
    }

    private ServedVersions servedVersions(String name) {
        var versions = registry.findVersions(name);
        var stable = versions.stream()
                .filter(version -> version.channels().contains(STABLE) && !version.yanked())
                .findFirst();
        return new ServedVersions(name, versions, stable.orElse(null));
    }

    private static String path(PublishedVersion version) {
        return "/api/v1/templates/%s/versions/%s/template.yaml"
                .formatted(version.name(), URLEncoder.encode(version.ref().version(), StandardCharsets.UTF_8));
    }

    private static ProblemException unserved(String detail, String name, String version) {
        return ProblemException.of(ProblemType.UNSERVED_TEMPLATE, detail.formatted(version, name));
    }
}
