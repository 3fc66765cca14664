package dev.milepost.corrections;

import dev.milepost.definitions.DefinedSlo;
import java.util.Locale;

/** Whose time is taken out: one SLO's, or that of all SLOs of a service, those that are defined later among them. */
public record Scope(Kind kind, String name) {

    public enum Kind {
        SLO,
        SERVICE;

        /** As it is sent and answered. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Scope of(Kind kind, DefinedSlo slo) {
        return new Scope(kind, kind == Kind.SLO ? slo.name() : service(slo));
    }

    boolean covers(DefinedSlo slo) {
        return equals(of(kind, slo));
    }

    static String service(DefinedSlo slo) {
        return slo.slo().description().service();
    }
}
