package dev.milepost.catalog.references;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.text.SpellingSuggestion;
import java.util.List;
import java.util.Optional;

/**
 * Reports versions of templates that were never published or are deprecated. Checks nothing while no template is
 * published.
 */
public final class TemplateCheck implements BatchCheck {

    static final Rule UNKNOWN = new Rule(
            "template-version-unknown",
            "Name a published version of the template.",
            RuleSeverities.always(Severity.WARNING));
    static final Rule DEPRECATED = new Rule(
            "template-version-deprecated",
            "Upgrade the service to a version of the template that is not deprecated.",
            RuleSeverities.always(Severity.WARNING).in(RuleSeverities.EXPERIMENTAL, Severity.INFO));

    private static final String POINTER = JsonPointers.annotation(AnnotationNames.TEMPLATE);

    @Override
    public List<Rule> rules() {
        return List.of(UNKNOWN, DEPRECATED);
    }

    @Override
    public void check(EntityBatch call) {
        var templates = call.catalog().templates();
        if (templates.isEmpty()) {
            return;
        }
        for (var checked : call.entities()) {
            checked.entity()
                    .annotation(AnnotationNames.TEMPLATE)
                    .filter(template -> template.indexOf('@') > 0)
                    .ifPresent(template -> checkVersion(templates, template, checked.findings()));
        }
    }

    private static void checkVersion(TemplateVersions templates, String template, Findings findings) {
        var at = template.indexOf('@');
        var name = template.substring(0, at);
        var version = template.substring(at + 1);
        if (!templates.contains(name, version)) {
            var fix = findMeant(templates, name, version)
                    .map(meant -> Fixes.annotation(AnnotationNames.TEMPLATE, meant))
                    .orElse(null);
            findings.add(
                    UNKNOWN.id(),
                    POINTER,
                    QuotedValue.of(template) + " was never published" + newest(templates, name),
                    fix);
        } else if (templates.isDeprecated(name, version)) {
            findings.add(
                    DEPRECATED.id(), POINTER, QuotedValue.of(template) + " is deprecated" + newest(templates, name));
        }
    }

    /** Finds the published version that is meant if the name is misspelled or the version has a leading {@code v}. */
    private static Optional<String> findMeant(TemplateVersions templates, String name, String version) {
        var plain = version.startsWith("v") || version.startsWith("V") ? version.substring(1) : version;
        var meantName = templates.templates().contains(name)
                ? Optional.of(name)
                : SpellingSuggestion.find(name, templates.templates());
        return meantName.filter(meant -> templates.contains(meant, plain)).map(meant -> meant + "@" + plain);
    }

    private static String newest(TemplateVersions templates, String name) {
        return templates
                .newest(name)
                .map(version -> ": the newest version is " + version)
                .orElse("");
    }
}
