package dev.milepost.upgrades.merging;

/** The labels of the three sides in conflict markers, such as {@code template 1.2.0}. */
public record ConflictLabels(String service, String base, String target) {

    static final ConflictLabels PLAIN = new ConflictLabels("service", "template before", "template");

    public static ConflictLabels ofVersions(String from, String to) {
        return new ConflictLabels("service", "template " + from, "template " + to);
    }
}
