package dev.milepost.cli.slos;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a reader of the written documents must know: values without an equivalent, and values that were changed. */
final class ImportFindings {

    private final Set<Finding> all = new LinkedHashSet<>();
    private int leftOut;

    /** @param pointer the place in the definition of the other tool */
    record Finding(String pointer, String detail) implements Comparable<Finding> {

        @Override
        public int compareTo(Finding other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return (pointer.isEmpty() ? "/" : pointer) + ": " + detail;
        }
    }

    void add(SourceNode at, String detail) {
        all.add(new Finding(at.pointer(), detail));
    }

    /** Adds the reason why an SLO or a document is not written. */
    void addLeftOut(SourceNode at, String detail) {
        add(at, detail + "; it is left out");
        leftOut++;
    }

    int leftOut() {
        return leftOut;
    }

    /** Adds a finding for each value that no reader has read. */
    void addUnread(SourceNode document) {
        document.unread().forEach(pointer -> all.add(new Finding(pointer, withoutEquivalent(pointer))));
    }

    private static String withoutEquivalent(String pointer) {
        var hint = pointer.endsWith("/grouping")
                ? ": GET /api/v1/slos/NAME?by= has the status by template, team, service and step"
                : pointer.contains("/page_alert") || pointer.contains("/ticket_alert")
                        ? ": alerts have the severity page or ticket"
                        : "";
        return "has no equivalent" + hint;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
