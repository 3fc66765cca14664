package dev.milepost.events.contract;

import java.util.List;

/** Readers as the service makes them, for tests that need no service. */
public final class EventReaders {

    private EventReaders() {}

    public static EventReader reader() {
        var types = new EventTypes();
        return new EventReader(types, new CdEventMapper(types), () -> List.of("com.company", "dev.milepost"));
    }

    public static EventKeys keys() {
        return new EventKeys("default", "default");
    }
}
