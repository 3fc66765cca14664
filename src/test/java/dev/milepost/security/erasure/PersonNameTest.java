package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "User:Default/Anna, user:default/anna",
        "user:anna, user:default/anna",
        "user:eu/anna, user:eu/anna",
        "' Anna@Example.org ', anna@example.org",
        "Anna Muster, anna muster",
        "anna, anna",
        "Jose\u0301, jos\u00e9",
        "J\u030cAN, \u01f0an",
        "a b c d e f g h i j k l m n o p q r s t, a b c d e f g h i j k l m n o p q r s t",
        // Ends in the sign of a vowel, which is no letter.
        "\u092a\u094d\u0930\u093f\u092f\u093e, \u092a\u094d\u0930\u093f\u092f\u093e",
    })
    void readsNames(String text, String name) {
        assertThat(PersonName.parse(text, "ref").text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "42",
                "1e5",
                "true",
                "null",
                "group:default/anna",
                "component:x",
                "user:",
                "-anna",
                "anna.",
                "a\u0001b",
                "user:default/anna muster",
                "a b c d e f g h i j k l m n o p q r s t u"
            })
    void refusesWhatIsNoName(String text) {
        assertThatThrownBy(() -> PersonName.parse(text, "ref")).isInstanceOf(ProblemException.class);
    }

    @Test
    void spellsAccentsAsOneCharacterAndAsTwo() {
        assertThat(PersonName.parse("Jos\u00e9", "ref").spellings())
                .containsExactlyInAnyOrder("jos\u00e9", "jose\u0301");
    }

    @Test
    void spellsRefs() {
        assertThat(PersonName.parse("user:default/anna", "ref").spellings())
                .containsExactlyInAnyOrder(
                        "user:default/anna",
                        "user:anna",
                        "user:default%2fanna",
                        "user%3adefault%2fanna",
                        "user%3aanna");
        assertThat(PersonName.pseudonym("user:eu/anna", "p")).isEqualTo("user:eu/p");
        assertThat(PersonName.pseudonym("user%3adefault%2fanna", "p")).isEqualTo("user%3adefault%2fp");
        assertThat(PersonName.pseudonym("user-anna", "p")).isEqualTo("p");
    }
}
