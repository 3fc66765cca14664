package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Seeds;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/** The search by hashes of words finds what a search for each name at each place does. */
class ErasedNamesLawTest {

    private static final int TEXTS = 500;
    private static final List<String> WORDS = List.of(
            "ann", "anna", "jos\u00e9", "\u017e", "m", "x1", "\uac01", "user:default/ann", "a@b", "\u1e97o", "q\u0327");
    private static final List<String> BETWEEN = List.of(
            " ", " ", " ", "-", ".", "+", "_", ", ", "  ", "@", "/", ":", "group:", "user:", "", "\u0301", "\ufe0f",
            "\n");

    @Seeds(bounded = 20, all = 500)
    void findsWhatComparingWithEachNameFinds(long seed) {
        var random = new Random(seed);
        int changed = 0;
        for (int i = 0; i < TEXTS; i++) {
            var names = names(random);
            var text = text(names, random);

            var replaced = TestErasedNames.of(names.toArray(String[]::new)).replaceInPlain(text);

            assertThat(replaced).as("%s in '%s'", names, text).isEqualTo(bruteForce(names, text));
            changed += replaced.equals(text) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(TEXTS / 3);
    }

    private static List<String> names(Random random) {
        var names = new ArrayList<String>();
        int count = 1 + random.nextInt(4);
        while (names.size() < count) {
            // Often the beginning of another one.
            var name = new StringBuilder(names.isEmpty() || random.nextBoolean() ? "" : names.get(0) + " ");
            int words = 1 + random.nextInt(6);
            for (int i = 0; i < words; i++) {
                name.append(i == 0 ? "" : BETWEEN.get(random.nextInt(6)))
                        .append(WORDS.get(random.nextInt(WORDS.size())));
            }
            var text = name.toString();
            if (text.length() > 1 && text.indexOf(':') < 0) {
                names.add(text);
            } else if (WORDS.contains(text)) {
                names.add("user:default/ann");
            }
        }
        return names;
    }

    private static String text(List<String> names, Random random) {
        var text = new StringBuilder();
        int words = random.nextInt(20);
        for (int i = 0; i < words; i++) {
            var some = random.nextInt(3) == 0 ? names : WORDS;
            var word = some.get(random.nextInt(some.size()));
            word = random.nextInt(4) == 0 ? word.toUpperCase(Locale.ROOT) : word;
            word = random.nextInt(3) == 0 ? Normalizer.normalize(word, Form.NFD) : word;
            text.append(BETWEEN.get(random.nextInt(random.nextBoolean() ? 1 : BETWEEN.size())))
                    .append(word);
        }
        return text.append(random.nextBoolean() ? "" : BETWEEN.get(random.nextInt(BETWEEN.size())))
                .toString();
    }

    private static String bruteForce(List<String> names, String text) {
        var pseudonyms = new TreeMap<String, String>(
                Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        names.forEach(name -> PersonName.parse(name, "ref")
                .spellings()
                .forEach(spelling -> pseudonyms.put(spelling, PersonName.pseudonym(spelling, "person-1"))));
        var plain = PersonName.lowerCase(text);
        var written = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int from = start;
            var found = pseudonyms.keySet().stream()
                    .filter(name -> plain.startsWith(name, from)
                            && NameBounds.canStart(plain, from)
                            && NameBounds.areBounds(plain, from, from + name.length()))
                    .findFirst();
            written.append(found.map(pseudonyms::get).orElse(text.substring(start, start + 1)));
            start += found.map(String::length).orElse(1);
        }
        return written.toString();
    }
}
