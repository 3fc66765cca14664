package dev.milepost.platform.collections;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Orders of values that may be absent. */
public final class NullsFirst {

    public static final Comparator<@Nullable String> TEXTS = Comparator.nullsFirst(Comparator.naturalOrder());

    private NullsFirst() {}
}
