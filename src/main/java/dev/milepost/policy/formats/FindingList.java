package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings by severity. All are counted, and the worst are kept within limits of number and size. */
final class FindingList {

    static final int MOST = 1_000;

    /** Of all kept findings as JSON: many policies read them, each time. */
    private static final int MOST_CHARACTERS = 200_000;

    private final Map<FindingSeverity, Integer> counts = new EnumMap<>(FindingSeverity.class);
    private final Map<FindingSeverity, List<ObjectNode>> kept = new EnumMap<>(FindingSeverity.class);
    private final List<ObjectNode> suppressed = new ArrayList<>();
    private boolean truncated;

    /** Adds a finding, which gets its severity. */
    void add(FindingSeverity severity, ObjectNode finding) {
        finding.put("severity", severity.word());
        counts.merge(severity, 1, Integer::sum);
        keep(kept.computeIfAbsent(severity, none -> new ArrayList<>()), finding);
    }

    /** Adds a finding that does not count. */
    void addSuppressed(FindingSeverity severity, ObjectNode finding) {
        finding.put("severity", severity.word());
        keep(suppressed, finding);
    }

    private void keep(List<ObjectNode> list, ObjectNode finding) {
        if (list.size() < MOST) {
            list.add(finding);
        } else {
            truncated = true;
        }
    }

    /** The numbers of findings of each severity; that of unknown ones only where there are some. */
    ObjectNode bySeverity() {
        var all = Facts.object();
        for (var severity : FindingSeverity.values()) {
            var count = counts.getOrDefault(severity, 0);
            if (severity != FindingSeverity.UNKNOWN || count > 0) {
                all.put(severity.word(), count);
            }
        }
        return all;
    }

    /** Writes the kept findings, the worst first, and whether others were left out. */
    void write(ObjectNode facts, String member) {
        var list = facts.putArray(member);
        var characters = 0;
        for (var findings : kept.values()) {
            characters = write(list, findings, characters);
        }
        write(list, suppressed, characters);
        facts.put("truncated", truncated);
    }

    private int write(ArrayNode list, List<ObjectNode> findings, int before) {
        var characters = before;
        for (var finding : findings) {
            characters += finding.toString().length();
            if (list.size() == MOST || characters > MOST_CHARACTERS) {
                truncated = true;
                return characters;
            }
            list.add(finding);
        }
        return characters;
    }
}
