package dev.milepost.upgrades.plans;

import dev.milepost.events.contract.UpgradeBranch;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.plans.PlanView.PlannedMigration;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pull or merge request of a plan.
 *
 * @param branch by which webhooks know the upgrade
 * @param description Markdown: what is left to do, then the changelog
 */
record PullRequestText(String branch, String title, String description) {

    /** The longest description; that of GitHub is 65,536 characters. */
    private static final int MOST = 30_000;

    private static final String CUT = "\n\n_The rest is in the answer of Milepost._\n";

    static PullRequestText of(UpgradePlan plan, List<PlannedMigration> migrations) {
        var to = plan.path().to().version().toString();
        var text = new StringBuilder("Upgrades %s from %s %s to %s.\n"
                .formatted(
                        code(plan.service()),
                        plan.template(),
                        plan.path().from().version(),
                        to));
        section(
                text,
                "Conflicts to resolve",
                files(plan)
                        .filter(file -> file.conflicts() > 0)
                        .map(file -> code(file.path()) + firstLine(file.detail())));
        section(
                text,
                "Files to delete",
                Stream.concat(
                                files(plan)
                                        .filter(file -> file.outcome() == Outcome.REMOVED)
                                        .map(MergedFile::path),
                                plan.merged().moves().movedFrom().values().stream())
                        .sorted()
                        .distinct()
                        .map(PullRequestText::code));
        section(
                text,
                "Migrations to do",
                migrations.stream()
                        .filter(migration -> !migration.done())
                        .map(migration -> oneLine(migration.step().text())));
        section(
                text,
                "Parameters to confirm",
                plan.asked().stream()
                        .map(asked -> code(asked.name()) + ", assumed " + code(String.valueOf(asked.value()))));
        for (var release : plan.path().crossed()) {
            var changes = new ArrayList<>(changes("", release.changelog()));
            plan.path()
                    .modules()
                    .crossed(plan.path().before(release), release)
                    .forEach(module -> changes.addAll(
                            changes("%s %s: ".formatted(module.module(), module.version()), module.changelog())));
            section(text, "Changes of " + release.version(), changes.stream());
        }
        return new PullRequestText(
                new UpgradeBranch(plan.template(), to).name(),
                "Upgrade %s to %s".formatted(plan.template(), to),
                text.length() <= MOST ? text.toString() : cut(text));
    }

    private static Stream<MergedFile> files(UpgradePlan plan) {
        return plan.merged().files().stream();
    }

    private static List<String> changes(String of, Changelog changelog) {
        return Stream.of(
                        entries(of + "Security: ", changelog.security()),
                        entries(of + "Removed: ", changelog.removed()),
                        entries(of + "Changed: ", changelog.changed()),
                        entries(of + "Added: ", changelog.added()),
                        entries(of + "Fixed: ", changelog.fixed()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> entries(String begin, List<String> entries) {
        return entries.stream().map(entry -> begin + oneLine(entry)).toList();
    }

    private static void section(StringBuilder text, String title, Stream<String> items) {
        var lines = items.toList();
        if (!lines.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    private static String firstLine(String detail) {
        return detail.lines().findFirst().map(line -> ": " + line).orElse("");
    }

    private static String oneLine(String text) {
        return text.strip().replace('\n', ' ');
    }

    private static String code(String text) {
        return "`" + text.replace('`', '\'') + "`";
    }

    /** Cuts after the last whole line. */
    private static String cut(StringBuilder text) {
        return text.substring(0, text.lastIndexOf("\n", MOST - CUT.length())) + CUT;
    }
}
