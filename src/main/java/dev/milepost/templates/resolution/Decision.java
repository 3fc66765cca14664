package dev.milepost.templates.resolution;

import dev.milepost.templates.resolution.AvailableModules.AvailableVersion;
import dev.milepost.templates.resolution.ConflictCheck.Conflict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A choice of one version, tried from the best option to the last. */
final class Decision {

    private final Constraint reason;
    private final List<AvailableVersion> options;
    private final BitSet blamed = new BitSet();
    private final List<Rejected> rejected = new ArrayList<>();
    private int tried;
    private @Nullable ChosenVersion choice;

    /** A rejected option with its conflict. */
    record Rejected(AvailableVersion option, Conflict conflict) {}

    /** @param options the best first */
    Decision(Constraint reason, List<AvailableVersion> options) {
        this.reason = reason;
        this.options = options;
        blamed.or(Conflict.levelOf(reason.requiredBy()));
    }

    Constraint reason() {
        return reason;
    }

    /** Returns the number of distinct modules among the options. */
    long modules() {
        return options.stream().map(option -> option.module().name()).distinct().count();
    }

    boolean isExhausted() {
        return tried == options.size();
    }

    AvailableVersion nextOption() {
        return options.get(tried++);
    }

    void reject(AvailableVersion option, Conflict conflict) {
        rejected.add(new Rejected(option, conflict));
        blamed.or(conflict.blamed());
    }

    void choose(ChosenVersion chosen) {
        choice = chosen;
    }

    ChosenVersion choice() {
        return Objects.requireNonNull(choice);
    }

    /** Adds the levels that made the search backtrack to this decision, without this decision's own level. */
    void blame(BitSet levels) {
        blamed.or(levels);
        blamed.clear(choice().level());
    }

    /** Returns the levels of the choices of which one must change before this decision can succeed. */
    BitSet blamed() {
        return blamed;
    }

    List<Rejected> rejected() {
        return rejected;
    }
}
