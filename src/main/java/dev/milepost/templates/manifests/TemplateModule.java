package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * One version of a module of golden paths.
 *
 * @param skeleton how its files are rendered; null where it brings none
 * @param steps Backstage's scaffolder steps, run after its skeleton has been rendered; they refer to each other and to the
 *     skeleton's by the ids they have here
 */
public record TemplateModule(
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
        JsonNode document)
        implements Manifest {

    public TemplateModule {
        requires = List.copyOf(requires);
        provides = List.copyOf(provides);
        conflicts = List.copyOf(conflicts);
        steps = List.copyOf(steps);
        files = List.copyOf(files);
        migrations = List.copyOf(migrations);
    }

    /**
     * Another module, or whatever provides a capability, in a range of versions: exactly one of the two is there.
     *
     * @param range {@code *} where any will do
     */
    public record ModuleSelector(
            @Nullable String module, @Nullable String capability, String range) {}

    /** Something that others may require, whoever brings it. */
    public record Capability(String name, Semver version) {}

    /**
     * @param targetPath where in the service the files go, {@code .} for its root
     * @param values what the files are rendered with, an object of Backstage step input such as
     *     {@code name: ${{ parameters.name }}}; null where they are all parameters by their names
     * @param copyWithoutTemplating globs, as in {@code fetch:template}
     */
    public record Skeleton(String targetPath, @Nullable JsonNode values, List<String> copyWithoutTemplating) {

        public Skeleton {
            copyWithoutTemplating = List.copyOf(copyWithoutTemplating);
        }
    }

    /** @param path a glob over rendered paths in the service; the first entry of a module that matches counts */
    public record OwnedFiles(String path, Behaviour behaviour) {}

    /** Whose a file is after scaffolding. */
    public enum Behaviour {
        /** The team's from then on: an upgrade leaves it. */
        SEED,
        /** The template's: an upgrade replaces it, and changes of the team are drift. */
        MANAGED,
        /** Both's: an upgrade merges it. What no entry matches is merged. */
        MERGE
    }

    /**
     * What a service needs when it crosses into this version.
     *
     * @param from the range of versions that need it
     * @param arguments the members beside {@code from}, {@code kind} and {@code text}: {@code move} has {@code path} and
     *     {@code to}; {@code set} has {@code path}, {@code pointer} and {@code value}; {@code recipe} has {@code recipe}
     */
    public record Migration(String from, Kind kind, String text, JsonNode arguments) {

        public enum Kind {
            MOVE,
            SET,
            RECIPE,
            MANUAL
        }
    }
}
