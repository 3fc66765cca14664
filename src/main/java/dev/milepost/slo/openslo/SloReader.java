package dev.milepost.slo.openslo;

import com.google.re2j.Pattern;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.EventFilter;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.Slo.Description;
import dev.milepost.slo.objectives.Target;
import dev.milepost.slo.objectives.TimeSlicing;
import dev.milepost.slo.objectives.TimeSlicing.EmptySlices;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Converts documents to SLOs that can be computed from events. It adds faults for what cannot be computed. */
public final class SloReader {

    /** A name that can be part of a URL (RFC 1123). */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** The maximum number of objectives and of alert policies. All of them are evaluated for each response. */
    private static final int MAX_ENTRIES = 50;

    /**
     * The maximum steps that the filters of an SLO take together for a small event, about 2 ms. It is estimated from the
     * expressions.
     */
    private static final long MAX_FILTER_STEPS = 100_000;

    /** Names that are path segments of the API, so an SLO with such a name could not be requested. */
    private static final Set<String> RESERVED_NAMES = Set.of("gate", "preview", "prometheus-rules");

    private static final Pattern GROUP = Pattern.compile("[Gg][Rr][Oo][Uu][Pp]:([A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\\x0B/]+[^\\s\\x0B]*");

    /** The fields of objectives in composite SLOs. */
    private static final List<String> COMPOSITE = List.of("indicator", "indicatorRef", "compositeWeight");

    /** The budgeting methods of OpenSLO. */
    private enum BudgetingMethod {
        /** Good events / valid events. */
        OCCURRENCES("Occurrences"),
        /** Good time slices / all time slices. A slice is good if its ratio reaches the target of the slice. */
        TIMESLICES("Timeslices"),
        /** The mean of the ratios of the time slices. */
        RATIO_TIMESLICES("RatioTimeslices");

        private final String word;

        BudgetingMethod(String word) {
            this.word = word;
        }

        static BudgetingMethod of(String word) {
            return Arrays.stream(values())
                    .filter(method -> method.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final OpenSloDocuments openSloDocuments;
    private final FaultCollector faults;
    private final EventVocabulary vocabulary;

    private SloReader(List<OpenSloDocument> documents, FaultCollector faults, EventVocabulary vocabulary) {
        this.openSloDocuments = new OpenSloDocuments(documents);
        this.faults = faults;
        this.vocabulary = vocabulary;
    }

    /**
     * Returns the SLOs of all documents of kind SLO.
     *
     * @throws InvalidOpenSlo if one cannot be computed, or refers to a missing document
     */
    public static List<Slo> read(List<OpenSloDocument> documents) {
        return read(documents, Long.MAX_VALUE, EventVocabulary.UNCHECKED);
    }

    /**
     * Returns the SLOs of documents that a caller sent. Every event is evaluated by the filters of all SLOs, so these
     * have a limit, and they must be about events that can come. Neither applies to definitions that are saved already.
     *
     * @throws InvalidOpenSlo also if the filters of one take too many steps, or an event type or a field does not exist
     */
    public static List<Slo> readSent(List<OpenSloDocument> documents, EventVocabulary vocabulary) {
        return read(documents, MAX_FILTER_STEPS, vocabulary);
    }

    private static List<Slo> read(List<OpenSloDocument> documents, long mostSteps, EventVocabulary vocabulary) {
        var faults = new FaultCollector();
        var reader = new SloReader(documents, faults, vocabulary);
        var slos = new ArrayList<Slo>();
        for (var document : reader.openSloDocuments.ofKind("SLO")) {
            reader.slo(document, mostSteps).ifPresent(slos::add);
        }
        if (!faults.isEmpty()) {
            throw new InvalidOpenSlo(faults.all());
        }
        return List.copyOf(slos);
    }

    private Optional<Slo> slo(DocumentNode document, long mostSteps) {
        var spec = document.member("spec");
        var name = document.member("metadata").member("name");
        if (!NAME.matcher(name.text()).matches()) {
            faults.add(
                    name.pointer(),
                    "must have at most 63 lower-case letters, digits and -, because it is part of URLs");
        } else if (RESERVED_NAMES.contains(name.text())) {
            faults.add(name.pointer(), "must not be %s, which is a path of the API".formatted(name.text()));
        }
        SloAnnotations.validate(document, SloAnnotations.OF_SLO, faults);
        validateCount(spec.member("objectives"));
        validateCount(spec.member("alertPolicies"));
        var composite = isComposite(spec.member("objectives"));
        var description = description(document);
        var window = new WindowReader(faults).window(spec.member("timeWindow"));
        var objectives = objectives(document);
        var rules =
                new AlertPolicyReader(openSloDocuments, faults).rules(spec.member("alertPolicies"), objectives, window);
        var fields = SloAnnotations.of(document).member(SloAnnotations.FIELDS).optional();
        var indicator = composite
                ? Optional.<Indicator>empty()
                : new IndicatorReader(openSloDocuments, faults, vocabulary.with(fields)).indicator(spec);
        indicator.ifPresent(found -> {
            validateSteps(found, spec, mostSteps);
            if (found instanceof CompositeIndicator parts) {
                validateComposite(document, parts);
            }
        });
        return indicator.isEmpty() || !faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Slo(name.text(), description, indicator.get(), window, objectives, rules));
    }

    /** Returns true if objectives have indicators or weights of their own, and adds faults for them. */
    private boolean isComposite(DocumentNode objectives) {
        var found = objectives.elements().stream()
                .flatMap(objective -> COMPOSITE.stream().map(objective::member))
                .filter(DocumentNode::exists)
                .toList();
        found.forEach(
                field -> faults.add(
                        field.pointer(),
                        "makes the SLO composite, which is not supported: define one SLO per indicator, and one of them all with the metric source parts"));
        return !found.isEmpty();
    }

    /** The parts have slices in common, and not events. */
    private void validateComposite(DocumentNode document, CompositeIndicator composite) {
        var spec = document.member("spec");
        var name = document.member("metadata").member("name");
        var method = spec.member("budgetingMethod");
        if (BudgetingMethod.of(method.text()) == BudgetingMethod.OCCURRENCES) {
            faults.add(method.pointer(), "must be Timeslices or RatioTimeslices for an SLO with parts");
        }
        var windows = new TreeSet<Duration>();
        for (var objective : spec.member("objectives").elements()) {
            var window = objective.member("timeSliceWindow");
            if (window.exists() && windows.add(new WindowReader(faults).slice(window)) && windows.size() > 1) {
                faults.add(window.pointer(), "must be the same for all objectives of an SLO with parts");
            }
        }
        var silence = SloAnnotations.of(document).member(SloAnnotations.EMPTY_SLICES);
        if (silence.text().equals("bad")) {
            faults.add(silence.pointer(), "must not be bad for an SLO with parts: it is said by each of them");
        }
        if (composite.has(name.text())) {
            faults.add(name.pointer(), "must not be the name of one of its parts");
        }
    }

    private void validateSteps(Indicator indicator, DocumentNode spec, long most) {
        long steps = indicator.filters().mapToLong(EventFilter::estimatedSteps).sum();
        if (steps > most) {
            var inline = spec.member("indicator");
            faults.add(
                    (inline.exists() ? inline : spec.member("indicatorRef")).pointer(),
                    "takes too long: its filters take about %d steps for an event, of at most %d. Use fewer or simpler loops and regular expressions"
                            .formatted(steps, most));
        }
    }

    private void validateCount(DocumentNode list) {
        if (list.elements().size() > MAX_ENTRIES) {
            faults.add(list.pointer(), "must have at most %d entries".formatted(MAX_ENTRIES));
        }
    }

    private Description description(DocumentNode document) {
        var name = document.member("metadata").member("name").text();
        return new Description(
                document.member("metadata").member("displayName").optional().orElse(name),
                document.member("spec").member("description").text(),
                document.member("spec").member("service").text(),
                matching(document, SloAnnotations.OWNER, GROUP, "must be a group ref, such as group:default/team"),
                matching(document, SloAnnotations.RUNBOOK, ADDRESS, "must be an http or https URL"));
    }

    private @Nullable String matching(DocumentNode document, String annotation, Pattern form, String wanted) {
        var node = SloAnnotations.of(document).member(annotation);
        if (node.optional().isPresent() && !form.matcher(node.text()).matches()) {
            faults.add(node.pointer(), wanted);
        }
        return node.optional().orElse(null);
    }

    private List<Objective> objectives(DocumentNode document) {
        var method = BudgetingMethod.of(
                document.member("spec").member("budgetingMethod").text());
        var emptySlices = emptySlices(SloAnnotations.of(document).member(SloAnnotations.EMPTY_SLICES));
        var windows = new WindowReader(faults);
        var objectives = new ArrayList<Objective>();
        for (var objective : document.member("spec").member("objectives").elements()) {
            Optional<TimeSlicing> timeSlicing = method == BudgetingMethod.OCCURRENCES
                    ? Optional.empty()
                    : Optional.of(new TimeSlicing(
                            windows.slice(objective.member("timeSliceWindow")),
                            method == BudgetingMethod.TIMESLICES
                                    ? Optional.of(
                                            objective.member("timeSliceTarget").number())
                                    : Optional.empty(),
                            emptySlices));
            objectives.add(new Objective(objective.member("displayName").text(), target(objective), timeSlicing));
        }
        return objectives;
    }

    private static Target target(DocumentNode objective) {
        var percent = objective.member("targetPercent");
        BigDecimal ratio = percent.exists()
                ? percent.number().movePointLeft(2)
                : objective.member("target").number();
        return new Target(ratio);
    }

    private EmptySlices emptySlices(DocumentNode annotation) {
        return switch (annotation.optional().orElse("ignored")) {
            case "bad" -> EmptySlices.BAD;
            case "ignored" -> EmptySlices.IGNORED;
            default -> {
                faults.add(annotation.pointer(), "must be bad or ignored");
                yield EmptySlices.IGNORED;
            }
        };
    }
}
