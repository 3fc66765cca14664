package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import dev.milepost.upgrades.plans.UpgradeView.MigrationStep;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response with an upgrade plan.
 *
 * @param parameters the values that the later version was rendered with, without secrets
 * @param summary the number of files by outcome
 * @param conflicts the number of conflicts to resolve, in all files
 */
record PlanView(
        String service,
        String template,
        String from,
        String to,
        Map<String, Long> summary,
        int conflicts,
        ObjectNode parameters,
        List<PlannedMigration> migrations,
        List<PlannedFile> files) {

    /**
     * @param done whether the plan's files already contain it
     *
     * @param detail what is left to do
     */
    record PlannedMigration(@JsonUnwrapped MigrationStep step, boolean done, String detail) {}

    /**
     * @param module null if neither version has the file
     *
     * @param movedFrom the path in the service; null if the file was not moved
     * @param content null if the service's file stays unchanged or is removed
     */
    record PlannedFile(
            String path,
            String outcome,
            @Nullable String module,
            @Nullable String behaviour,
            @Nullable String movedFrom,
            int conflicts,
            String detail,
            @Nullable Content content) {}

    /** Exactly one of text and base64 is set; base64 for content that is not text. */
    record Content(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String base64,

            boolean executable) {

        static Content of(TreeFile file) {
            return file.text()
                    .map(text -> new Content(text, null, file.executable()))
                    .orElseGet(() ->
                            new Content(null, Base64.getEncoder().encodeToString(file.content()), file.executable()));
        }
    }

    static PlanView of(UpgradePlan plan) {
        var summary = new LinkedHashMap<String, Long>();
        for (var outcome : Outcome.values()) {
            var count = plan.files().stream()
                    .filter(file -> file.outcome() == outcome)
                    .count();
            summary.put(word(outcome), count);
        }
        return new PlanView(
                plan.service(),
                plan.template(),
                plan.path().from().version().toString(),
                plan.path().to().version().toString(),
                summary,
                plan.files().stream().mapToInt(MergedFile::conflicts).sum(),
                plan.parameters(),
                plan.path().migrations().stream()
                        .map(migration -> migration(migration, plan.moves()))
                        .toList(),
                plan.files().stream().map(file -> file(file, plan)).toList());
    }

    /** Returns the size of all contents in a response, in bytes. */
    static long contentBytes(UpgradePlan plan) {
        return plan.files().stream()
                .map(file -> content(file, plan))
                .flatMap(Optional::stream)
                .mapToLong(TreeFile::size)
                .sum();
    }

    /** Returns the content that the response has for a file; empty if the service's file stays or is removed. */
    private static Optional<TreeFile> content(MergedFile file, UpgradePlan plan) {
        var theirs = plan.moves().theirs().files().get(file.path());
        return Optional.ofNullable(file.result()).filter(result -> theirs == null || !result.equals(theirs));
    }

    private static PlannedMigration migration(ModuleUpgradePath.ModuleMigration migration, FileMoves moves) {
        boolean done = moves.done().contains(migration);
        var detail = migration.migration().kind() == Migration.Kind.MOVE
                ? done ? "The files of this plan are at the new path." : "The service has no files to move."
                : "Apply the files of this plan first. Then do this by hand or with a tool.";
        return new PlannedMigration(MigrationStep.of(migration), done, detail);
    }

    private static PlannedFile file(MergedFile file, UpgradePlan plan) {
        FileOrigin origin = plan.origins().get(file.path());
        return new PlannedFile(
                file.path(),
                word(file.outcome()),
                origin == null ? null : origin.module(),
                origin == null ? null : word(origin.behaviour()),
                plan.moves().movedFrom().get(file.path()),
                file.conflicts(),
                file.detail(),
                content(file, plan).map(Content::of).orElse(null));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
