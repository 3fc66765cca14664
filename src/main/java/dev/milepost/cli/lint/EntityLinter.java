package dev.milepost.cli.lint;

import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.entities.EntityReader.LocatedEntity;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.YamlFiles;
import dev.milepost.cli.command.YamlFiles.Skipped;
import dev.milepost.cli.lint.Report.LocatedFinding;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Validates the entities of several files together. */
final class EntityLinter {

    static final Rule UNREADABLE =
            Rule.always("file-unreadable", "The file must be valid YAML or JSON.", Severity.ERROR);

    private final EntityValidator validation;
    private final List<LintedEntity> entities = new ArrayList<>();
    private final List<LocatedFinding> located = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /** An entity and the file that declares it. */
    private record LintedEntity(Path file, LocatedEntity declared) {}

    private EntityLinter(EntityValidator validation) {
        this.validation = validation;
    }

    static Report report(EntityValidator validation, YamlFiles.Found found) {
        var lint = new EntityLinter(validation);
        lint.skipped.addAll(found.skipped());
        found.files().forEach(lint::read);
        lint.validate();
        return new Report(found.files().size(), lint.entities.size(), lint.located, lint.skipped, validation.rules());
    }

    private void read(YamlFiles.YamlFile file) {
        var text = bytes(file.path());
        if (file.inFolder() && !mayHoldEntities(text)) {
            return;
        }
        if (file.inFolder() && SkeletonFile.isSkeleton(text)) {
            skipped.add(new Skipped(file.path(), "a skeleton, which the scaffolder renders"));
            return;
        }
        try {
            var format = file.path().toString().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
            EntityReader.readWithLines(text, format).stream()
                    .filter(declared -> isInScope(declared, file.inFolder()))
                    .forEach(declared -> entities.add(new LintedEntity(file.path(), declared)));
        } catch (UnreadableDocument e) {
            add(file.path(), Math.max(1, e.line()), e);
        } catch (ProblemException e) {
            add(file.path(), 1, e);
        }
    }

    private void add(Path file, int line, ProblemException fault) {
        var detail = String.valueOf(fault.getMessage());
        located.add(new LocatedFinding(
                file, line, null, new Finding("", UNREADABLE.id(), Severity.ERROR, detail, null, true)));
    }

    private void validate() {
        var verdicts = validation
                .validate(entities.stream().map(one -> one.declared().entity()).toList())
                .items();
        for (int i = 0; i < verdicts.size(); i++) {
            var linted = entities.get(i);
            var verdict = verdicts.get(i);
            for (var finding : verdict.findings()) {
                var line = linted.declared().line(finding.pointer());
                located.add(new LocatedFinding(linted.file(), line, verdict.entityRef(), finding));
            }
        }
    }

    private static boolean mayHoldEntities(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).contains("backstage.io/");
    }

    /**
     * Folders may contain YAML files of other tools and template skeletons with placeholder names. These are skipped
     * unless the file was named.
     */
    private static boolean isInScope(LocatedEntity declared, boolean inFolder) {
        var entity = declared.entity();
        var isEntity = entity.apiVersion().contains("backstage.io/");
        return !inFolder || (isEntity && !entity.name().contains("{{"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
