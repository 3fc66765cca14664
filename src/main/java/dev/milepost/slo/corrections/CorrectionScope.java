package dev.milepost.slo.corrections;

import dev.milepost.slo.definitions.SloDefinition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose time is excluded: that of one SLO, or that of all SLOs of a service, including those that are defined later.
 */
public record CorrectionScope(Kind kind, String name) {

    public enum Kind {
        SLO,
        SERVICE;

        /** Returns the word in requests and responses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static CorrectionScope of(Kind kind, SloDefinition slo) {
        return new CorrectionScope(kind, kind == Kind.SLO ? slo.name() : service(slo));
    }

    /** Returns the name of the SLO or the service; null if the scope is of the other kind. */
    @Nullable
    String name(Kind of) {
        return kind == of ? name : null;
    }

    boolean covers(SloDefinition slo) {
        return equals(of(kind, slo));
    }

    static String service(SloDefinition slo) {
        return slo.slo().description().service();
    }
}
