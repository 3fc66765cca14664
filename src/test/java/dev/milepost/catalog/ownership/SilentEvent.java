package dev.milepost.catalog.ownership;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;

/** An event that nobody observes. */
public final class SilentEvent {

    private SilentEvent() {}

    @SuppressWarnings("unchecked")
    public static <T> Event<T> of() {
        return (Event<T>) Proxy.newProxyInstance(
                SilentEvent.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }
}
