package dev.milepost.merging;

/** What the sides of a conflict are called in its markers, such as {@code template 1.2.0}. */
public record Labels(String service, String base, String target) {

    static final Labels PLAIN = new Labels("service", "template before", "template");

    public static Labels ofVersions(String from, String to) {
        return new Labels("service", "template " + from, "template " + to);
    }
}
