package dev.milepost.security.erasure;

import dev.milepost.security.erasure.ErasedNames.ErasedName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Erased people for tests of other rooms. */
public final class TestErasedNames {

    private TestErasedNames() {}

    /** The names of one person, whose pseudonym is {@code person-1}. */
    public static ErasedNames of(String... texts) {
        var key = "a key of tests that has many characters".getBytes(StandardCharsets.UTF_8);
        var hash = new NameHash(key);
        var names = new ArrayList<ErasedName>();
        for (var text : texts) {
            for (var spelling : PersonName.parse(text, "ref").spellings()) {
                names.add(new ErasedName(hash.of(spelling), PersonName.pseudonym(spelling, "person-1")));
            }
        }
        return new ErasedNames(key, names);
    }
}
