package dev.milepost.events.contract;

import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Validates the names of context attributes (CloudEvents 1.0, section 3.1). Each transport has its own spelling and its
 * own comparison rules for names. A name in any other form could therefore be read as a different attribute than the
 * one that was validated.
 */
final class AttributeNames {

    /** The prefix of the attributes that enrichment adds. Senders must not use it. */
    private static final String OWN = "milepost";

    private static final int LENGTH = 20;
    private static final Set<String> DATA = Set.of("data");
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_SHOWN = 64;

    private AttributeNames() {}

    /** @param ownAllowed whether the attributes that enrichment adds are allowed */
    static void check(Collection<String> names, boolean ownAllowed, List<Fault> faults) {
        for (var name : names) {
            var isOwn = name.startsWith(OWN);
            if (!isPlain(name)) {
                addFault(faults, name, "is not an attribute name: only the characters a to z and 0 to 9 are allowed");
            } else if (DATA.contains(name)) {
                addFault(faults, name, "must not be an attribute: the name is reserved for the data of the event");
            } else if (isOwn && !ownAllowed) {
                addFault(faults, name, "is reserved: only the service adds attributes whose names begin with milepost");
            } else if (name.length() > LENGTH && !isOwn) {
                addFault(faults, name, "is too long: an attribute name has at most " + LENGTH + " characters");
            }
        }
    }

    /** Adds a fault for an attribute. The number of faults is limited, and a long name is truncated. */
    static void addFault(List<Fault> faults, String name, String detail) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        if (name.length() > LONGEST_SHOWN) {
            faults.add(new Fault("", "the attribute " + printable(name.substring(0, LONGEST_SHOWN)) + "... " + detail));
        } else {
            faults.add(new Fault(JsonPointers.of("", printable(name)), detail));
        }
    }

    /** Returns the name without the characters that PostgreSQL or a log cannot store. */
    private static String printable(String name) {
        var shown = new StringBuilder(name.length());
        name.codePoints().filter(AttributeValues::isLegal).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isPlain(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
