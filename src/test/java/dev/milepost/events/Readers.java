package dev.milepost.events;

import java.util.List;

/** Readers as the service makes them, for tests that need no service. */
public final class Readers {

    private Readers() {}

    public static EventReader reader() {
        var types = new EventTypes();
        return new EventReader(types, new CdEvents(types), () -> List.of("com.company", "dev.milepost"));
    }
}
