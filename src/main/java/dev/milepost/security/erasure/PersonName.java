package dev.milepost.security.erasure;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A name of a person in lower case and in NFC: an entity ref of a User, an e-mail address, a login, or a full name.
 *
 * @param text at least two characters, at least one of them a letter
 */
record PersonName(String text) {

    private static final int LONGEST = 254;
    /** Each word of a text may begin a name, so a name of very many equal words would make searches slow. */
    private static final int MOST_WORDS = 20;

    private static final String USER = "user:";
    private static final String DEFAULT_NAMESPACE = USER + "default/";
    /** What JSON has outside of strings, beside numbers, whose only letter is e. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /**
     * @param parameter the name of the parameter, for faults
     * @throws ProblemException if it names nobody, or is such that it would be found in other things too
     */
    static PersonName parse(String text, String parameter) {
        var name = Normalizer.normalize(lowerCase(text.strip()), Form.NFC);
        if (name.length() < 2
                || name.length() > LONGEST
                || name.chars().noneMatch(c -> Character.isLetter(c) && c != 'e')
                || name.chars().anyMatch(Character::isISOControl)
                || !Character.isLetterOrDigit(name.charAt(0))
                || !canEnd(name.charAt(name.length() - 1))
                || LITERALS.contains(name)
                || words(name) > MOST_WORDS) {
            throw invalid(
                    parameter,
                    "must be a ref of a User, an e-mail address, a login or a full name: 2 to %d characters, at most %d words, with a letter, and a letter or digit at both ends"
                            .formatted(LONGEST, MOST_WORDS));
        }
        int colon = name.indexOf(':');
        if (colon >= 0 && (!name.startsWith(USER) || name.length() == USER.length() || name.indexOf(' ') >= 0)) {
            throw invalid(parameter, "must be the ref of a User, such as user:default/anna");
        }
        return new PersonName(name.startsWith(USER) ? fullRef(name) : name);
    }

    private static int words(String name) {
        int words = 0;
        for (int end = 0; end < name.length(); end = NameBounds.endOfWord(name, end)) {
            words++;
        }
        return words;
    }

    private static boolean canEnd(char c) {
        return Character.isLetterOrDigit(c) || NameBounds.isMark(c);
    }

    private static String fullRef(String ref) {
        return ref.indexOf('/') >= 0 ? ref : DEFAULT_NAMESPACE + ref.substring(USER.length());
    }

    private static ProblemException invalid(String parameter, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST,
                "The name of a person is invalid: %s %s.".formatted(parameter, detail),
                List.of(new Fault(parameter, detail)));
    }

    /** In lower case, character by character, so that each stays in its place. */
    static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.toLowerCase(text.charAt(i)) != text.charAt(i)) {
                var lower = text.toCharArray();
                for (int k = i; k < lower.length; k++) {
                    lower[k] = Character.toLowerCase(lower[k]);
                }
                return new String(lower);
            }
        }
        return text;
    }

    boolean isRef() {
        return text.startsWith(USER);
    }

    /**
     * The spellings of the name: with the default namespace left out, as it stands in a URL, and with accents as characters of
     * their own (NFD), as some systems write them.
     */
    Set<String> spellings() {
        var all = new TreeSet<>(Set.of(text));
        if (text.startsWith(DEFAULT_NAMESPACE)) {
            all.add(USER + text.substring(DEFAULT_NAMESPACE.length()));
        }
        for (var plain : List.copyOf(all)) {
            all.add(plain.replace("/", "%2f"));
            all.add(plain.replace("/", "%2f").replace(":", "%3a").replace("@", "%40"));
        }
        for (var composed : List.copyOf(all)) {
            all.add(Normalizer.normalize(composed, Form.NFD));
        }
        return all;
    }

    /** What stands for a spelling: the ref of a User stays one, in its namespace. */
    static String pseudonym(String spelling, String pseudonym) {
        if (!spelling.startsWith(USER) && !spelling.startsWith("user%3a")) {
            return pseudonym;
        }
        int end = Math.max(spelling.lastIndexOf(':'), spelling.lastIndexOf('/')) + 1;
        for (var encoded : List.of("%3a", "%2f")) {
            end = Math.max(end, spelling.lastIndexOf(encoded) + encoded.length());
        }
        return spelling.substring(0, end) + pseudonym;
    }
}
