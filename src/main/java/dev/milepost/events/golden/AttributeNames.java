package dev.milepost.events.golden;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The names that context attributes may have (CloudEvents 1.0, section 3.1). Transports write them in their own way and
 * compare them by their own rules, so a name that is not in this form could be read as another attribute than was
 * checked.
 */
final class AttributeNames {

    /** What enrichment adds begins with this, so nobody else may send it. */
    private static final String OWN = "milepost";

    private static final int LENGTH = 20;
    private static final Set<String> DATA = Set.of("data");
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_SHOWN = 64;

    private AttributeNames() {}

    /** @param ownAllowed whether the names that enrichment adds may be among them */
    static void check(Collection<String> names, boolean ownAllowed, List<Fault> faults) {
        for (var name : names) {
            var isOwn = name.startsWith(OWN);
            if (!isPlain(name)) {
                addFault(faults, name, "is no attribute name: only the characters a to z and 0 to 9 are allowed");
            } else if (DATA.contains(name)) {
                addFault(faults, name, "is the data itself and must not be an attribute");
            } else if (isOwn && !ownAllowed) {
                addFault(faults, name, "is reserved: names that begin with milepost are added by the service");
            } else if (name.length() > LENGTH && !isOwn) {
                addFault(faults, name, "is no attribute name: it must have at most " + LENGTH + " characters");
            }
        }
    }

    /** Adds a fault at an attribute; no more than can be read, and of a long name the beginning. */
    static void addFault(List<Fault> faults, String name, String detail) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        if (name.length() > LONGEST_SHOWN) {
            faults.add(new Fault("", "the attribute " + printable(name.substring(0, LONGEST_SHOWN)) + "... " + detail));
        } else {
            faults.add(new Fault("/" + printable(name).replace("~", "~0").replace("/", "~1"), detail));
        }
    }

    /** Without the characters that neither PostgreSQL nor a log can take. */
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
