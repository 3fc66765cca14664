package dev.milepost.platform.text;

import java.util.List;
import java.util.Locale;

/** The short form of the entity ref of a component, as Backstage compares names. */
public final class ComponentName {

    /** The namespace that a ref without one has. */
    public static final String NAMESPACE = "default/";

    private static final List<String> IMPLIED = List.of("component:", NAMESPACE);

    private ComponentName() {}

    /**
     * {@code component:default/payments-api}, {@code component:payments-api}, {@code default/payments-api} and
     * {@code Payments-API} are {@code payments-api}. Another kind or namespace stays written, in lower case. The short form
     * of a short form is itself.
     */
    public static String of(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        int from = 0;
        for (int next = skip(name, from); next > from; next = skip(name, from)) {
            from = next;
        }
        return name.substring(from);
    }

    private static int skip(String name, int from) {
        for (var implied : IMPLIED) {
            if (name.startsWith(implied, from) && name.length() > from + implied.length()) {
                return from + implied.length();
            }
        }
        return from;
    }
}
