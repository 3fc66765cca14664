package dev.milepost.events.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the name of a service in a request, which may be an entity ref of Backstage, to the name that its events have. */
public final class ServiceName {

    private static final String KIND = "component:";
    private static final String NAMESPACE = "default/";

    private ServiceName() {}

    /**
     * {@code component:default/payments-api} is {@code payments-api}, and so are {@code component:payments-api} and
     * {@code default/payments-api}. Kind and namespace are compared without case. Another kind or namespace stays as it is
     * written.
     */
    public static String of(String text) {
        return without(NAMESPACE, without(KIND, text));
    }

    /** As {@link #of}; null if there is no name. */
    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** As {@link #of} for each name, without those that are the same service. */
    public static List<String> all(List<String> texts) {
        return texts.stream().map(ServiceName::of).distinct().toList();
    }

    private static String without(String implied, String text) {
        return text.length() > implied.length() && text.regionMatches(true, 0, implied, 0, implied.length())
                ? text.substring(implied.length())
                : text;
    }
}
