package dev.milepost.slo.corrections;

import dev.milepost.slo.definitions.SloDefinition;
import java.util.Locale;

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

    boolean covers(SloDefinition slo) {
        return equals(of(kind, slo));
    }

    static String service(SloDefinition slo) {
        return slo.slo().description().service();
    }
}
