package dev.milepost.policy.engines;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.objectives.ErrorBudget;
import dev.milepost.slo.status.SloStatus;
import dev.milepost.slo.status.SloStatusReader;
import dev.milepost.templates.registry.PublishedGoldenPath;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Built-in checks of what the service itself knows: golden paths, catalog and objectives. */
@ApplicationScoped
class ServiceChecks {

    /** As for the release gate: a single event does not stop releases. */
    private static final BigDecimal LEAST_BAD_EVENTS = BigDecimal.valueOf(2);

    private final Registry registry;
    private final EntityValidator validator;
    private final SloDefinitions objectives;
    private final SloStatusReader statuses;

    ServiceChecks(Registry registry, EntityValidator validator, SloDefinitions objectives, SloStatusReader statuses) {
        this.registry = registry;
        this.validator = validator;
        this.objectives = objectives;
        this.statuses = statuses;
    }

    EngineResult moduleVersion(PolicyRule rule, EngineInput input) {
        var module = rule.settings().path("module").asText();
        var least = rule.settings().path("atLeast").asText();
        var path = goldenPath(input.subject());
        if (path.isEmpty()) {
            return failed(unknownPath(input.subject()));
        }
        var locked = path.get().lock().modules().stream()
                .filter(one -> one.name().equals(module))
                .findFirst();
        if (locked.isEmpty()) {
            return failed("%s@%s has no module %s."
                    .formatted(input.subject().template(), input.subject().templateVersion(), module));
        }
        return new Semver(locked.get().version()).isGreaterThanOrEqualTo(least)
                ? EngineResult.PASS
                : failed("Module %s is at %s and must be at %s or later."
                        .formatted(module, locked.get().version(), least));
    }

    EngineResult goldenPathSupported(PolicyRule rule, EngineInput input) {
        var subject = input.subject();
        var path = goldenPath(subject);
        if (path.isEmpty()) {
            return failed(unknownPath(subject));
        }
        var name = subject.template() + "@" + subject.templateVersion();
        if (path.get().yanked()) {
            return failed(name + " was withdrawn.");
        }
        var deprecation = path.get().deprecation();
        var end = deprecation == null ? null : deprecation.endsOn();
        var support = path.get().manifest().support();
        if (end == null && support != null) {
            end = support.endOfLife();
        }
        var today = LocalDate.ofInstant(input.now(), ZoneOffset.UTC);
        return end == null || today.isBefore(end)
                ? EngineResult.PASS
                : failed("The support of %s ended on %s.".formatted(name, end));
    }

    EngineResult catalogValid(PolicyRule rule, EngineInput input) {
        var content = input.subject().entity();
        if (content.isEmpty()) {
            return failed("The catalog has no entity of service '%s'."
                    .formatted(input.subject().service()));
        }
        var findings =
                validator.validate(List.of(Entity.of(content))).items().get(0).findings();
        return BuiltinEngine.result(findings.stream()
                .filter(Finding::blocking)
                .map(finding -> new Violation(
                        null, finding.rule() + ": " + finding.detail(), "/entity" + finding.pointer(), null, null))
                .toList());
    }

    /** The annotation of a review is {@code reference@date}. */
    EngineResult modelReview(PolicyRule rule, EngineInput input) {
        var review = input.subject().annotations().getOrDefault(AnnotationNames.MODEL_REVIEW, "");
        var date = date(review.substring(review.lastIndexOf('@') + 1));
        if (review.isEmpty() || date.isEmpty()) {
            return modelFailed("The entity names no review of the model.");
        }
        var today = LocalDate.ofInstant(input.now(), ZoneOffset.UTC);
        if (date.get().isAfter(today)) {
            return modelFailed("The review of the model is dated %s, which is in the future.".formatted(date.get()));
        }
        var days = rule.settings().path("maxAgeDays").asInt();
        return date.get().plusDays(days).isBefore(today)
                ? modelFailed(
                        "The review of the model is of %s, which is more than %d days ago.".formatted(date.get(), days))
                : EngineResult.PASS;
    }

    EngineResult errorBudget(PolicyRule rule, EngineInput input) {
        var wanted = Patterns.of(rule.settings().path("objectives"));
        var names = objectives.all().stream()
                .filter(slo ->
                        slo.slo().description().service().equals(input.subject().service()))
                .map(SloDefinition::name)
                .filter(name -> wanted.isEmpty() || wanted.match(name))
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return EngineResult.PASS;
        }
        var least = rule.settings().has("remainingRatioAtLeast")
                ? rule.settings().path("remainingRatioAtLeast").decimalValue()
                : null;
        var violations = new ArrayList<Violation>();
        for (var status : statuses.of(names)) {
            addViolations(status, least, violations);
        }
        return BuiltinEngine.result(violations);
    }

    private static void addViolations(SloStatus status, @Nullable BigDecimal least, List<Violation> violations) {
        for (var evaluation : status.objectives()) {
            if (isSpent(evaluation.budget(), least)) {
                violations.add(new Violation(
                        null,
                        "The error budget of %s (%s) is spent: %s of it is left."
                                .formatted(
                                        status.slo().name(),
                                        evaluation.objective().displayName(),
                                        evaluation.budget().remainingRatio()),
                        null,
                        "Release what makes the service reliable, and wait until the budget recovers.",
                        "/api/v1/slos/" + status.slo().name()));
            }
        }
    }

    private static boolean isSpent(ErrorBudget budget, @Nullable BigDecimal least) {
        var remaining = budget.remainingRatio();
        return budget.bad().compareTo(LEAST_BAD_EVENTS) >= 0
                && (budget.isExhausted() || least != null && remaining != null && remaining.compareTo(least) < 0);
    }

    private Optional<PublishedGoldenPath> goldenPath(Subject subject) {
        return subject.template().isEmpty() || subject.templateVersion().isEmpty()
                ? Optional.empty()
                : registry.find(subject.template(), subject.templateVersion());
    }

    private static String unknownPath(Subject subject) {
        if (subject.template().isEmpty()) {
            return "Service '%s' is on no golden path.".formatted(subject.service());
        }
        return subject.templateVersion().isEmpty()
                ? "The version of golden path '%s' that the service is on is unknown.".formatted(subject.template())
                : "The registry has no version %s of golden path '%s'."
                        .formatted(subject.templateVersion(), subject.template());
    }

    private static EngineResult failed(String message) {
        return new EngineResult(
                Status.FAIL,
                List.of(new Violation(null, message, "/template_version", "Upgrade the service's golden path.", null)));
    }

    private static EngineResult modelFailed(String message) {
        return new EngineResult(
                Status.FAIL,
                List.of(new Violation(
                        null,
                        message,
                        "/entity/metadata/annotations/milepost.dev~1model-review",
                        "Have the model reviewed, and set milepost.dev/model-review to reference@date.",
                        null)));
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
