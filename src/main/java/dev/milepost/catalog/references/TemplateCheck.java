package dev.milepost.catalog.references;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.Quoted;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.documents.JsonPointers;
import java.util.List;

/**
 * Reports versions of templates that were never published or are deprecated. Checks nothing while no template is
 * published.
 */
public final class TemplateCheck implements BatchCheck {

    static final Rule UNKNOWN = new Rule(
            "template-version-unknown",
            "Name a published version of the template.",
            Severities.always(Severity.WARNING));
    static final Rule DEPRECATED = new Rule(
            "template-version-deprecated",
            "Upgrade the service to a version of the template that is not deprecated.",
            Severities.always(Severity.WARNING).in(Severities.EXPERIMENTAL, Severity.INFO));

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
            var fix = TemplateFix.of(templates, name, version)
                    .map(meant -> Fixes.annotation(AnnotationNames.TEMPLATE, meant))
                    .orElse(null);
            findings.add(
                    UNKNOWN.id(), POINTER, Quoted.of(template) + " was never published" + newest(templates, name), fix);
        } else if (templates.isDeprecated(name, version)) {
            findings.add(DEPRECATED.id(), POINTER, Quoted.of(template) + " is deprecated" + newest(templates, name));
        }
    }

    private static String newest(TemplateVersions templates, String name) {
        return templates
                .newest(name)
                .map(version -> ": the newest version is " + version)
                .orElse("");
    }
}
