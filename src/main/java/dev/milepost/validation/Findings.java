package dev.milepost.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings of one entity while it is judged, each with the severity that its rule has in the entity's lifecycle. */
final class Findings {

    /** More than anyone reads; what is sent to try us has millions. */
    private static final int MOST = 100;

    private final Map<String, Severity> severities;
    private final List<Finding> found = new ArrayList<>();
    private boolean lasting = true;

    /** @param severities by rule, in the lifecycle of the entity */
    Findings(Map<String, Severity> severities) {
        this.severities = severities;
    }

    void add(String rule, String pointer, String detail) {
        add(rule, pointer, detail, null);
    }

    /** @param fix null where it cannot be known */
    void add(String rule, String pointer, String detail, @Nullable ObjectNode fix) {
        var severity = severities.getOrDefault(rule, Severity.OFF);
        if (severity != Severity.OFF && found.size() < MOST) {
            found.add(new Finding(
                    pointer, rule, severity, detail, fix == null ? null : FixText.of(fix), severity == Severity.ERROR));
        }
    }

    /** Whether more would not be kept, so that looking for it is of no use. */
    boolean areEnough() {
        return found.size() >= MOST;
    }

    /** Another time something else may be found. */
    void forgetLater() {
        lasting = false;
    }

    /** Whether the same would be found again. */
    boolean areLasting() {
        return lasting;
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
