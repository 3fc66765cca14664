package dev.milepost.security.erasure;

import java.util.Locale;

/** What an erasure is of. */
public enum ErasureKind {
    /** A person, who is replaced by a pseudonym. Repeated until nothing is found, since other work may copy a name. */
    PERSON(2, 5),
    /** The facts of a service, which are deleted. */
    SERVICE(1, 1);

    private final int fewestPasses;
    private final int mostPasses;

    ErasureKind(int fewestPasses, int mostPasses) {
        this.fewestPasses = fewestPasses;
        this.mostPasses = mostPasses;
    }

    /** Whether another pass over all steps is needed after one that changed some rows or none. */
    boolean needsPassAfter(int pass, boolean changed) {
        return pass < fewestPasses || changed && pass < mostPasses;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ErasureKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
