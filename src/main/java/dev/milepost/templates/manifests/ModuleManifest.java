package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.collections.NullsFirst;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.Manifest.Metadata;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * One version of a module of golden paths.
 *
 * @param skeleton how its files are rendered; null if it has none
 * @param steps Backstage scaffolder steps that run after the skeleton is rendered; they refer to each other and to the
 *     skeleton's steps by their ids in this module
 */
public record ModuleManifest(
        Metadata metadata,
        Phase phase,
        Changelog changelog,
        List<ModuleSelector> requires,
        List<Capability> provides,
        List<ModuleSelector> conflicts,
        Parameters parameters,
        @Nullable Skeleton skeleton,
        List<JsonNode> steps,
        List<OwnedFiles> files,
        List<Migration> migrations,
        List<Emission> emits,
        JsonNode document)
        implements Manifest {

    public ModuleManifest {
        requires = List.copyOf(requires);
        provides = List.copyOf(provides);
        conflicts = List.copyOf(conflicts);
        steps = List.copyOf(steps);
        files = List.copyOf(files);
        migrations = List.copyOf(migrations);
        emits = List.copyOf(emits);
    }

    /**
     * Whether the module is a whole Template. Its pages, step ids and output stay as they are, its steps fetch its files
     * from {@code ./skeleton}, and composition adds no steps of its own.
     */
    public boolean complete() {
        return document.at("/spec/complete").asBoolean();
    }

    /** Returns the module's part of the output of the Template; a missing node if it has none. */
    public JsonNode output() {
        return document.at("/spec/output");
    }

    /** Returns the condition of the skeleton, as in a step; a missing node if it has none. */
    public JsonNode skeletonCondition() {
        return document.at("/spec/skeleton/if");
    }

    /**
     * Selects another module, or any provider of a capability, in a version range. Exactly one of {@code module} and
     * {@code capability} is set.
     *
     * @param range {@code *} for any version
     */
    public record ModuleSelector(
            @Nullable String module, @Nullable String capability, String range) implements Comparable<ModuleSelector> {

        private static final Comparator<ModuleSelector> ORDER = Comparator.comparing(
                        ModuleSelector::module, NullsFirst.TEXTS)
                .thenComparing(ModuleSelector::capability, NullsFirst.TEXTS)
                .thenComparing(ModuleSelector::range);

        @Override
        public int compareTo(ModuleSelector other) {
            return ORDER.compare(this, other);
        }
    }

    /** A capability that other modules can require, independent of which module provides it. */
    public record Capability(String name, Semver version) {}

    /**
     * @param targetPath the folder of the service that the files go to, {@code .} for its root
     *
     * @param values the values that the files are rendered with, an object of Backstage step input such as {@code name:
     *     ${{ parameters.name }}}; null for all parameters by name
     * @param copyWithoutTemplating globs, as in {@code fetch:template}
     */
    public record Skeleton(String targetPath, @Nullable JsonNode values, List<String> copyWithoutTemplating) {

        public Skeleton {
            copyWithoutTemplating = List.copyOf(copyWithoutTemplating);
        }
    }

    /** @param path a glob over rendered paths in the service; the first matching entry of a module applies */
    public record OwnedFiles(String path, Behaviour behaviour) {}

    /** Who owns a file after scaffolding. */
    public enum Behaviour {
        /** The team owns it: an upgrade does not change it. */
        SEED,
        /** The template owns it: an upgrade replaces it, and changes of the team are drift. */
        MANAGED,
        /** Both own it: an upgrade merges it. This is the default for files that no entry matches. */
        MERGE
    }

    /**
     * A step that a service needs when it crosses into this version.
     *
     * @param from the range of versions that need the step
     * @param arguments the members other than {@code from}, {@code kind} and {@code text}: {@code move} has {@code
     *     path} and {@code to}; {@code set} has {@code path}, {@code pointer} and {@code value}; {@code recipe} has
     *     {@code recipe}
     */
    public record Migration(String from, Kind kind, String text, JsonNode arguments) {

        public enum Kind {
            MOVE,
            SET,
            RECIPE,
            MANUAL
        }
    }

    /**
     * Evidence that the pipeline of a service with this module sends.
     *
     * @param kind a kind of evidence, such as {@code cyclonedx}
     * @param tool the tool that makes it, where the kind alone does not say which is meant; null for any
     * @param maxAge the age up to which it counts; null for any
     * @param policy the policy hook of the golden path without which it is not sent; null if it always is
     */
    public record Emission(
            String kind,
            @Nullable String tool,
            @Nullable Duration maxAge,
            @Nullable PolicyHook policy) {}

    /** The phase that a module acts in, in this order. */
    public enum Phase {
        SCAFFOLD,
        BUILD,
        DEPLOY
    }
}
