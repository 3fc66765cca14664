package dev.milepost.openslo;

import com.google.re2j.Pattern;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Slicing;
import dev.milepost.objectives.Slicing.Silence;
import dev.milepost.objectives.Slo;
import dev.milepost.objectives.Slo.Description;
import dev.milepost.objectives.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes objectives of documents, as far as those can be computed from events; tells where they cannot. */
public final class SloReader {

    /** As it stands in addresses (RFC 1123). */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Of its objectives, and of its alert policies: all of them are worked out for each answer. */
    private static final int MOST = 50;

    /** What has the place of a name in addresses, so that nothing of the name could be asked for. */
    private static final Set<String> TAKEN = Set.of("gate", "preview", "prometheus-rules");

    private static final Pattern GROUP = Pattern.compile("[Gg][Rr][Oo][Uu][Pp]:([A-Za-z0-9._-]+/)?[A-Za-z0-9._-]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\\x0B/]+[^\\s\\x0B]*");

    /** The fields of objectives in composite SLOs. */
    private static final List<String> COMPOSITE = List.of("indicator", "indicatorRef", "compositeWeight");

    private final Definitions definitions;
    private final Faults faults;
    private final IndicatorReader indicators;

    private SloReader(List<OpenSloDocument> documents, Faults faults) {
        this.definitions = new Definitions(documents);
        this.faults = faults;
        this.indicators = new IndicatorReader(definitions, faults);
    }

    /**
     * The objectives of all documents of kind SLO.
     *
     * @throws InvalidOpenSlo where one cannot be computed, or names what is not among the documents
     */
    public static List<Slo> read(List<OpenSloDocument> documents) {
        var faults = new Faults();
        var reader = new SloReader(documents, faults);
        var slos = new ArrayList<Slo>();
        for (var document : reader.definitions.ofKind("SLO")) {
            reader.slo(document).ifPresent(slos::add);
        }
        faults.throwAny();
        return List.copyOf(slos);
    }

    private Optional<Slo> slo(Place document) {
        var spec = document.of("spec");
        var name = document.of("metadata").of("name");
        if (!NAME.matcher(name.text()).matches()) {
            faults.add(name.pointer(), "must be lower-case letters, digits and -, at most 63, to stand in addresses");
        } else if (TAKEN.contains(name.text())) {
            faults.add(name.pointer(), "must not be %s, which is something else in addresses".formatted(name.text()));
        }
        SloAnnotations.judge(document, SloAnnotations.OF_SLO, faults);
        judgeCount(spec.of("objectives"));
        judgeCount(spec.of("alertPolicies"));
        var composite = isComposite(spec.of("objectives"));
        var description = description(document);
        var window = new WindowReader(faults).window(spec.of("timeWindow"));
        var objectives = objectives(document);
        var rules = new RuleReader(definitions, faults).rules(spec.of("alertPolicies"), objectives, window);
        var indicator = composite ? Optional.<Indicator>empty() : indicators.indicator(spec);
        return indicator.isEmpty() || !faults.areEmpty()
                ? Optional.empty()
                : Optional.of(new Slo(name.text(), description, indicator.get(), window, objectives, rules));
    }

    /** Whether objectives have indicators of their own, weighed against each other, which is told of. */
    private boolean isComposite(Place objectives) {
        var found = objectives.elements().stream()
                .flatMap(objective -> COMPOSITE.stream().map(objective::of))
                .filter(Place::exists)
                .toList();
        found.forEach(field -> faults.add(
                field.pointer(),
                "makes the SLO composite, which is not computed here: define an SLO for each indicator"));
        return !found.isEmpty();
    }

    private void judgeCount(Place list) {
        if (list.elements().size() > MOST) {
            faults.add(list.pointer(), "must be at most %d to be computed".formatted(MOST));
        }
    }

    private Description description(Place document) {
        var name = document.of("metadata").of("name").text();
        return new Description(
                document.of("metadata").of("displayName").optional().orElse(name),
                document.of("spec").of("description").text(),
                document.of("spec").of("service").text(),
                matching(
                        document,
                        SloAnnotations.OWNER,
                        GROUP,
                        "must be the ref of a group, such as group:default/team"),
                matching(document, SloAnnotations.RUNBOOK, ADDRESS, "must be an address of http or https"));
    }

    private @Nullable String matching(Place document, String annotation, Pattern form, String wanted) {
        var place = SloAnnotations.of(document).of(annotation);
        if (place.optional().isPresent() && !form.matcher(place.text()).matches()) {
            faults.add(place.pointer(), wanted);
        }
        return place.optional().orElse(null);
    }

    private List<Objective> objectives(Place document) {
        var method =
                BudgetingMethod.of(document.of("spec").of("budgetingMethod").text());
        var silence = silence(SloAnnotations.of(document).of(SloAnnotations.SILENCE));
        var windows = new WindowReader(faults);
        var objectives = new ArrayList<Objective>();
        for (var objective : document.of("spec").of("objectives").elements()) {
            Optional<Slicing> slicing = method == BudgetingMethod.OCCURRENCES
                    ? Optional.empty()
                    : Optional.of(new Slicing(
                            windows.slice(objective.of("timeSliceWindow")),
                            method == BudgetingMethod.TIMESLICES
                                    ? Optional.of(
                                            objective.of("timeSliceTarget").number())
                                    : Optional.empty(),
                            silence));
            objectives.add(new Objective(objective.of("displayName").text(), target(objective), slicing));
        }
        return objectives;
    }

    private static Target target(Place objective) {
        var percent = objective.of("targetPercent");
        BigDecimal ratio = percent.exists()
                ? percent.number().movePointLeft(2)
                : objective.of("target").number();
        return new Target(ratio);
    }

    private Silence silence(Place annotation) {
        return switch (annotation.optional().orElse("ignored")) {
            case "bad" -> Silence.BAD;
            case "ignored" -> Silence.IGNORED;
            default -> {
                faults.add(annotation.pointer(), "must be bad or ignored");
                yield Silence.IGNORED;
            }
        };
    }
}
