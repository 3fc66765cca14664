package dev.milepost.events.contract;

import dev.milepost.platform.text.ComponentName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a service. Events, requests and the catalog name a service in several ways; all of them become this one, under
 * which it is stored.
 */
public final class ServiceName {

    private ServiceName() {}

    /** {@code component:default/payments-api} and {@code Payments-API} are {@code payments-api}, see {@link ComponentName}. */
    public static String of(String text) {
        return ComponentName.of(text);
    }

    /** As {@link #of}; null if there is no name. */
    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** As {@link #of} for each name, without those that are the same service. */
    public static List<String> all(List<String> texts) {
        return texts.stream().map(ServiceName::of).distinct().toList();
    }
}
