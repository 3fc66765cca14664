package dev.milepost.policy.engines;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import dev.milepost.policy.definitions.Subject;
import dev.milepost.policy.engines.ServiceState.Budget;
import dev.milepost.policy.engines.ServiceState.GoldenPathState;
import dev.milepost.slo.objectives.ErrorBudget;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Built-in checks of golden paths, the catalog and objectives. */
@ApplicationScoped
class ServiceChecks {

    /** As for the release gate: a single event does not stop releases. */
    private static final BigDecimal LEAST_BAD_EVENTS = BigDecimal.valueOf(2);

    private final ServiceState state;

    ServiceChecks(ServiceState state) {
        this.state = state;
    }

    EngineResult moduleVersion(PolicyRule rule, EngineInput input) {
        var module = rule.settings().path("module").asText();
        var least = rule.settings().path("atLeast").asText();
        var path = goldenPath(input.subject());
        if (path.isEmpty()) {
            return failed(unknownPath(input.subject()));
        }
        var version = path.get().modules().get(module);
        if (version == null) {
            return failed("%s@%s has no module %s."
                    .formatted(input.subject().template(), input.subject().templateVersion(), module));
        }
        return new Semver(version).isGreaterThanOrEqualTo(least)
                ? EngineResult.PASS
                : failed("Module %s is at %s and must be at %s or later.".formatted(module, version, least));
    }

    EngineResult goldenPathSupported(PolicyRule rule, EngineInput input) {
        var subject = input.subject();
        var path = goldenPath(subject);
        if (path.isEmpty()) {
            return failed(unknownPath(subject));
        }
        var name = subject.template() + "@" + subject.templateVersion();
        if (path.get().withdrawn()) {
            return failed(name + " was withdrawn.");
        }
        var end = path.get().supportEnds();
        var today = LocalDate.ofInstant(input.now(), ZoneOffset.UTC);
        return end == null || today.isBefore(end)
                ? EngineResult.PASS
                : failed("The support of %s ended on %s.".formatted(name, end));
    }

    EngineResult catalogValid(PolicyRule rule, EngineInput input) {
        var content = input.subject().entity();
        if (content.isEmpty()) {
            return new EngineResult(
                    Status.FAIL,
                    List.of(new Violation(
                            null,
                            "The catalog has no entity of service '%s'."
                                    .formatted(input.subject().service()),
                            "/entity",
                            "Register the component in the catalog.",
                            null)));
        }
        return BuiltinEngine.result(state.findings(content).stream()
                .filter(Finding::blocking)
                .map(finding -> new Violation(
                        null, finding.rule() + ": " + finding.detail(), "/entity" + finding.pointer(), null, null))
                .toList());
    }

    /** The annotation of a review is {@code reference@date}, that of a model {@code version} or {@code version@date}. */
    EngineResult modelReview(PolicyRule rule, EngineInput input) {
        var annotations = input.subject().annotations();
        var date = dateOf(annotations.getOrDefault(AnnotationNames.MODEL_REVIEW, ""));
        if (date.isEmpty()) {
            return modelFailed("The entity names no review of the model.");
        }
        var today = LocalDate.ofInstant(input.now(), ZoneOffset.UTC);
        if (date.get().isAfter(today)) {
            return modelFailed("The review of the model is dated %s, which is in the future.".formatted(date.get()));
        }
        var made = dateOf(annotations.getOrDefault(AnnotationNames.MODEL_VERSION, ""));
        if (made.isPresent() && date.get().isBefore(made.get())) {
            return modelFailed("The review of the model is of %s, and the model is of %s, which is later."
                    .formatted(date.get(), made.get()));
        }
        var days = rule.settings().path("maxAgeDays").asInt();
        return date.get().plusDays(days).isBefore(today)
                ? modelFailed(
                        "The review of the model is of %s, which is more than %d days ago.".formatted(date.get(), days))
                : EngineResult.PASS;
    }

    EngineResult errorBudget(PolicyRule rule, EngineInput input) {
        var wanted = Patterns.of(rule.settings().path("objectives"));
        var least = rule.settings().has("remainingRatioAtLeast")
                ? rule.settings().path("remainingRatioAtLeast").decimalValue()
                : null;
        return BuiltinEngine.result(
                state.budgets(input.subject().service(), name -> wanted.isEmpty() || wanted.match(name)).stream()
                        .filter(budget -> isSpent(budget.budget(), least))
                        .map(ServiceChecks::spent)
                        .toList());
    }

    private static Violation spent(Budget budget) {
        return new Violation(
                null,
                "The error budget of %s (%s) is spent: %s of it is left."
                        .formatted(
                                budget.slo(),
                                budget.objective(),
                                budget.budget().remainingRatio()),
                null,
                "Release what makes the service reliable, and wait until the budget recovers.",
                "/api/v1/slos/" + budget.slo());
    }

    private static boolean isSpent(ErrorBudget budget, @Nullable BigDecimal least) {
        var remaining = budget.remainingRatio();
        return budget.bad().compareTo(LEAST_BAD_EVENTS) >= 0
                && (budget.isExhausted() || least != null && remaining != null && remaining.compareTo(least) < 0);
    }

    private Optional<GoldenPathState> goldenPath(Subject subject) {
        return subject.template().isEmpty() || subject.templateVersion().isEmpty()
                ? Optional.empty()
                : state.goldenPath(subject.template(), subject.templateVersion());
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

    /** The day after the last {@code @}; empty if there is none. */
    private static Optional<LocalDate> dateOf(String text) {
        try {
            return Optional.of(LocalDate.parse(text.substring(text.lastIndexOf('@') + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
