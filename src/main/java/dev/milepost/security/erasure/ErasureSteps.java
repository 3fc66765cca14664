package dev.milepost.security.erasure;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The steps of all rooms, in order. */
@ApplicationScoped
class ErasureSteps {

    private final List<Erasable> rooms;

    ErasureSteps(@All List<Erasable> rooms) {
        this.rooms = List.copyOf(rooms);
    }

    List<ErasureStep> of(ErasureKind kind) {
        return rooms.stream()
                .filter(room -> room.kind() == kind)
                .flatMap(room -> room.steps().stream())
                .sorted(Comparator.comparing(ErasureStep::order).thenComparing(ErasureStep::name))
                .toList();
    }
}
