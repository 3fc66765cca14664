package dev.milepost.upgrades.plans;

import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.LinearExpression.TooManySteps;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.PathGlob.Syntax;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.merging.ValueSetting;
import dev.milepost.upgrades.plans.ModuleUpgradePath.ModuleMigration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that migrations of kind {@code set} put into files of the service, before the merge. A value that the
 * service has changed itself stays.
 */
final class SetValues {

    /** The limit of files that one migration names by a glob. */
    private static final int MOST_FILES = 100;

    /** The limit of all migrations together, at most about ten seconds. */
    private static final long MOST_STEPS = 500_000_000;

    /** For each byte of a file, whose text is parsed five times. */
    private static final int STEPS_OF_BYTE = 25;

    /** For each file that was moved. */
    private static final int STEPS_OF_MOVE = 2;

    private final FileMoves moves;
    private final Function<String, Behaviour> behaviour;
    private final TreeMap<String, TreeFile> theirs;
    private final Map<String, String> changes = new TreeMap<>();
    private final Map<ModuleMigration, Result> results = new HashMap<>();

    private final StepBudget steps = new StepBudget(MOST_STEPS);

    /**
     * The result of a migration.
     *
     * @param done whether the files of the plan contain it
     * @param detail what was done, or what is left to do
     */
    record Result(boolean done, String detail) {}

    private SetValues(FileMoves moves, Function<String, Behaviour> behaviour) {
        this.moves = moves;
        this.behaviour = behaviour;
        this.theirs = new TreeMap<>(moves.theirs().files());
    }

    static SetValues of(FileMoves moves, List<ModuleMigration> migrations, Function<String, Behaviour> behaviour) {
        var values = new SetValues(moves, behaviour);
        migrations.stream()
                .filter(migration -> migration.migration().kind() == Migration.Kind.SET)
                .forEach(values::apply);
        return values;
    }

    /** The service's files with the values. */
    FileTree theirs() {
        return FileTree.of(theirs);
    }

    /** Returns empty for a migration of another kind. */
    Optional<Result> result(ModuleMigration migration) {
        return Optional.ofNullable(results.get(migration));
    }

    private void apply(ModuleMigration migration) {
        try {
            results.put(migration, applied(migration));
        } catch (TooManySteps e) {
            results.put(
                    migration,
                    new Result(
                            false,
                            "This upgrade sets too many values, or in files that are too large. Do this by hand."));
        }
    }

    private Result applied(ModuleMigration migration) {
        var paths = paths(migration.migration().arguments().path("path").asText());
        var left = new ArrayList<String>();
        int done = 0;
        for (var path : paths) {
            var reason = set(path, migration.migration());
            if (reason == null) {
                done++;
            } else {
                left.add("%s: %s".formatted(path, reason));
            }
        }
        if (paths.isEmpty()) {
            return new Result(false, "The service has no such file.");
        }
        return left.isEmpty()
                ? new Result(true, "The value is in %d files of this plan.".formatted(done))
                : new Result(false, String.join("\n", left));
    }

    private List<String> paths(String path) {
        if (theirs.containsKey(path)) {
            return List.of(path);
        }
        steps.spend((long) STEPS_OF_MOVE
                * (moves.movedFrom().size() + moves.movedByService().size()));
        var moved = new ArrayList<String>();
        for (var places : List.of(moves.movedFrom(), moves.movedByService())) {
            places.forEach((place, from) -> {
                if (from.equals(path)) {
                    moved.add(place);
                }
            });
        }
        var pattern = moved.isEmpty() ? pattern(path) : null;
        return pattern == null
                ? moved
                : theirs.keySet().stream()
                        .filter(place -> steps.matches(pattern, place))
                        .limit(MOST_FILES)
                        .toList();
    }

    private static @Nullable Pattern pattern(String glob) {
        try {
            return PathGlob.compile(glob, Syntax.JAVA);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Sets the value in one file. Returns why it is not set; null if it is. */
    private @Nullable String set(String path, Migration migration) {
        var pointer = migration.arguments().path("pointer").asText();
        var value = migration.arguments().path("value");
        var file = Objects.requireNonNull(theirs.get(path));
        steps.spend((long) STEPS_OF_BYTE * file.size());
        var text = file.text().orElse("");
        if (behaviour.apply(path) == Behaviour.MANAGED) {
            return moves.target().files().containsKey(path)
                    ? null
                    : "The template manages this file and no longer has it.";
        }
        if (moves.base().files().containsKey(path) && !moves.target().files().containsKey(path)) {
            return "The template no longer has this file.";
        }
        var changed = ValueSetting.set(path, text, pointer, value);
        if (changed.isEmpty()) {
            return "The value cannot be set at %s. Do this by hand.".formatted(pointer);
        }
        if (changed.get().equals(text)) {
            return null;
        }
        var now = ValueSetting.find(path, text, pointer);
        var before =
                moves.base().find(path).flatMap(TreeFile::text).flatMap(base -> ValueSetting.find(path, base, pointer));
        if (now.equals(ValueSetting.find(path, changed.get(), pointer))) {
            return null;
        }
        if (now.isPresent() && !now.equals(before)) {
            return "The service has its own value at %s. Do this by hand.".formatted(pointer);
        }
        theirs.put(path, TreeFile.of(changed.get().getBytes(StandardCharsets.UTF_8), file.executable()));
        changes.merge(path, pointer, (one, other) -> one + ", " + other);
        return null;
    }

    /** Returns the merged files, with those that only these values have changed. */
    List<MergedFile> in(List<MergedFile> merged) {
        var all = new TreeMap<String, MergedFile>();
        merged.forEach(file -> all.put(file.path(), file));
        changes.forEach((path, pointers) -> {
            var detail = "A migration sets %s.".formatted(pointers);
            var file = all.get(path);
            var result = file == null ? theirs.get(path) : file.result();
            boolean isLeft = file == null || file.outcome() == Outcome.UNCHANGED || file.outcome() == Outcome.SEEDED;
            if (result != null && isLeft) {
                all.put(path, MergedFile.changed(path, result, detail));
            } else if (file != null) {
                all.put(path, file.withDetail(file.detail().isEmpty() ? detail : detail + " " + file.detail()));
            }
        });
        return List.copyOf(all.values());
    }
}
