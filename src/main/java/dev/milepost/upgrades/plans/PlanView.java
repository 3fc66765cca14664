package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import dev.milepost.upgrades.plans.UpgradeView.MigrationStep;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The response with an upgrade plan.
 *
 * @param parameters the values that the later version was rendered with, without secrets
 * @param summary the number of files by outcome
 * @param conflicts the number of conflicts to resolve, in all files
 * @param asked the parameters whose value the plan assumes
 * @param pullRequest how to open a pull or merge request with the files
 * @param folder the folder around all files of the body; null if there was none
 * @param passedOver the files of the body that the plan has not read
 * @param filesPassedOver the number of these files, also of those that are not listed
 */
record PlanView(
        String service,
        String template,
        String from,
        String to,
        Map<String, Long> summary,
        int conflicts,
        ObjectNode parameters,
        List<AskedParameter> asked,
        List<PlannedMigration> migrations,
        List<PlannedFile> files,
        PullRequestText pullRequest,
        @Nullable String folder,
        List<PassedOverFiles> passedOver,
        int filesPassedOver) {

    /** @param byDefault the value that the plan assumes; null if there is none */
    record AskedParameter(
            String name, @JsonProperty("default") @Nullable JsonNode byDefault, boolean required, JsonNode schema) {}

    record PassedOverFiles(String path, String reason, int files) {}

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
     * @param sides the contents of both sides of a conflict that has no markers; null for all other files
     */
    record PlannedFile(
            String path,
            String outcome,
            @Nullable String module,
            @Nullable String behaviour,
            @Nullable String movedFrom,
            int conflicts,
            String detail,
            @Nullable Content content,
            @Nullable Sides sides) {}

    /** Each is null if that side does not have the file. */
    record Sides(@Nullable Content service, @Nullable Content template) {}

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
        var moved = new HashSet<>(plan.merged().moves().done());
        var summary = new LinkedHashMap<String, Long>();
        for (var outcome : Outcome.values()) {
            var count = plan.merged().files().stream()
                    .filter(file -> file.outcome() == outcome)
                    .count();
            summary.put(word(outcome), count);
        }
        var migrations = plan.path().migrations().stream()
                .map(migration -> migration(migration, plan, moved.contains(migration)))
                .toList();
        return new PlanView(
                plan.service(),
                plan.template(),
                plan.path().from().version().toString(),
                plan.path().to().version().toString(),
                summary,
                plan.merged().files().stream().mapToInt(MergedFile::conflicts).sum(),
                plan.parameters(),
                plan.asked().stream()
                        .map(asked -> new AskedParameter(asked.name(), asked.value(), asked.required(), asked.schema()))
                        .toList(),
                migrations,
                plan.merged().files().stream().map(file -> file(file, plan)).toList(),
                PullRequestText.of(plan, migrations),
                plan.merged().checkout().folder().isEmpty()
                        ? null
                        : plan.merged().checkout().folder(),
                plan.merged().checkout().passedOver().stream()
                        .map(passed -> new PassedOverFiles(
                                passed.path(), passed.reason().wireName(), passed.files()))
                        .toList(),
                plan.merged().checkout().filesPassedOver());
    }

    /** Returns the size of all contents in a response, in bytes. */
    static long contentBytes(UpgradePlan plan) {
        return plan.merged().files().stream()
                .flatMap(file -> Stream.concat(
                        content(file, plan).stream(),
                        isUnmerged(file, plan)
                                ? Stream.concat(service(file, plan).stream(), template(file, plan).stream())
                                : Stream.of()))
                .mapToLong(TreeFile::size)
                .sum();
    }

    /** Returns the content that the response has for a file; empty if the service's file stays or is removed. */
    private static Optional<TreeFile> content(MergedFile file, UpgradePlan plan) {
        var theirs = plan.merged().moves().theirs().files().get(file.path());
        return Optional.ofNullable(file.result()).filter(result -> theirs == null || !result.equals(theirs));
    }

    private static Optional<TreeFile> service(MergedFile file, UpgradePlan plan) {
        return plan.merged().moves().theirs().find(file.path());
    }

    private static Optional<TreeFile> template(MergedFile file, UpgradePlan plan) {
        return plan.merged().moves().target().find(file.path());
    }

    /** Whether a file is in conflict as a whole, so that its result has no markers. */
    private static boolean isUnmerged(MergedFile file, UpgradePlan plan) {
        return file.outcome() == Outcome.CONFLICT
                && Optional.ofNullable(file.result())
                        .map(result -> service(file, plan)
                                .filter(own -> Arrays.equals(own.content(), result.content()))
                                .isPresent())
                        .orElse(true);
    }

    private static PlannedMigration migration(
            ModuleUpgradePath.ModuleMigration migration, UpgradePlan plan, boolean done) {
        var set = plan.merged().values().result(migration);
        if (set.isPresent()) {
            return new PlannedMigration(
                    MigrationStep.of(migration), set.get().done(), set.get().detail());
        }
        var detail = migration.migration().kind() == Migration.Kind.MOVE
                ? done ? "The files of this plan are at the new path." : "The service has no files to move."
                : "Apply the files of this plan first. Then do this by hand or with a tool.";
        return new PlannedMigration(MigrationStep.of(migration), done, detail);
    }

    private static PlannedFile file(MergedFile file, UpgradePlan plan) {
        FileOrigin origin = plan.merged().origins().get(file.path());
        return new PlannedFile(
                file.path(),
                word(file.outcome()),
                origin == null ? null : origin.module(),
                origin == null ? null : word(origin.behaviour()),
                plan.merged().moves().movedFrom().get(file.path()),
                file.conflicts(),
                file.detail(),
                content(file, plan).map(Content::of).orElse(null),
                isUnmerged(file, plan)
                        ? new Sides(
                                service(file, plan).map(Content::of).orElse(null),
                                template(file, plan).map(Content::of).orElse(null))
                        : null);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
