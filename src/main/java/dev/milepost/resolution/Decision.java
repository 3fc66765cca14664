package dev.milepost.resolution;

import dev.milepost.resolution.Offer.Offered;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One version to be chosen, tried from the best option to the last. */
final class Decision {

    private final Demand reason;
    private final List<Offered> options;
    private final BitSet blamed = new BitSet();
    private final List<Rejected> rejected = new ArrayList<>();
    private int tried;
    private @Nullable Choice choice;

    /** An option that could not be, and why. */
    record Rejected(Offered option, Clash clash) {}

    /** @param options the best first */
    Decision(Demand reason, List<Offered> options) {
        this.reason = reason;
        this.options = options;
        blamed.or(Clash.levelOf(reason.by()));
    }

    Demand reason() {
        return reason;
    }

    /** How many modules there are among its options. */
    long modules() {
        return options.stream().map(option -> option.module().name()).distinct().count();
    }

    boolean isExhausted() {
        return tried == options.size();
    }

    Offered nextOption() {
        return options.get(tried++);
    }

    void reject(Offered option, Clash clash) {
        rejected.add(new Rejected(option, clash));
        blamed.or(clash.blamed());
    }

    void choose(Choice chosen) {
        choice = chosen;
    }

    Choice choice() {
        return Objects.requireNonNull(choice);
    }

    /** Blames others for what became of its choice. */
    void blame(BitSet levels) {
        blamed.or(levels);
        blamed.clear(choice().level());
    }

    /** The levels of the choices of which one must change before this can be decided. */
    BitSet blamed() {
        return blamed;
    }

    List<Rejected> rejected() {
        return rejected;
    }
}
