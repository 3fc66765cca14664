package dev.milepost.references;

import dev.milepost.entities.Annotations;
import dev.milepost.entities.Pointer;
import dev.milepost.rules.Findings;
import dev.milepost.rules.Fixes;
import dev.milepost.rules.Quoted;
import dev.milepost.rules.Rule;
import dev.milepost.rules.Severities;
import dev.milepost.rules.Severity;
import java.util.List;

/** Templates that were never published, and such as are deprecated; while none was published nothing is known of any. */
public final class TemplateCheck implements CallCheck {

    static final Rule UNKNOWN = new Rule(
            "template-version-unknown",
            "Name a version of the template that was published.",
            Severities.always(Severity.WARNING));
    static final Rule DEPRECATED = new Rule(
            "template-version-deprecated",
            "Take the service to a version of the template that is not deprecated.",
            Severities.always(Severity.WARNING).in(Severities.EXPERIMENTAL, Severity.INFO));

    private static final String POINTER = Pointer.annotation(Annotations.TEMPLATE);

    @Override
    public List<Rule> rules() {
        return List.of(UNKNOWN, DEPRECATED);
    }

    @Override
    public void judge(Call call) {
        var templates = call.known().templates();
        if (templates.isEmpty()) {
            return;
        }
        for (var judged : call.judged()) {
            judged.entity()
                    .annotation(Annotations.TEMPLATE)
                    .filter(template -> template.indexOf('@') > 0)
                    .ifPresent(template -> judge(templates, template, judged.findings()));
        }
    }

    private static void judge(TemplateVersions templates, String template, Findings findings) {
        var at = template.indexOf('@');
        var name = template.substring(0, at);
        var version = template.substring(at + 1);
        if (!templates.knows(name, version)) {
            var fix = TemplateFix.of(templates, name, version)
                    .map(meant -> Fixes.annotation(Annotations.TEMPLATE, meant))
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
