package dev.milepost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every expression over texts takes linear time: RE2's, or plain code. Java's own take the square of the text, more, or
 * the stack, for some texts, and which texts come is not ours to say. There are no exceptions; of one, the reason would
 * stand here.
 */
class RegularExpressionsTest {

    /** One character, as it is or hidden by a backslash, is looked for without an expression. */
    private static final Pattern PLAIN =
            Pattern.compile("\"([^\"\\\\.$|()\\[{^?*+]|\\\\\\\\[^A-Za-z0-9]|\\\\0)\"(, .*)?");

    private static final Pattern SPLIT = Pattern.compile("\\.split\\((.*)");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.milepost");

    @Test
    void usesNoBacktrackingRegex() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.regex.Pattern")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.regex.Matcher")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Scanner")
                .because("they need time or stack without a bound for some texts: use com.google.re2j or plain code")
                .check(CLASSES);
    }

    @Test
    void usesNoRegexMethodsOfString() {
        noClasses()
                .should()
                .callMethod(String.class, "matches", String.class)
                .orShould()
                .callMethod(String.class, "replaceAll", String.class, String.class)
                .orShould()
                .callMethod(String.class, "replaceFirst", String.class, String.class)
                .because("their expressions are Java's: use com.google.re2j or plain code")
                .check(CLASSES);
    }

    @Test
    void usesNoSplitByRegex() throws IOException {
        var others = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                others.addAll(splits(file));
            }
        }

        assertThat(others).as("calls of split by more than one character").isEmpty();
    }

    private static List<String> splits(Path file) throws IOException {
        var found = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            var split = SPLIT.matcher(line);
            if (split.find() && !isPlain(line, split.group(1))) {
                found.add(file.getFileName() + ": " + line.strip());
            }
        }
        return found;
    }

    /** Expressions of RE2 have names in capitals here, and the separator of cursors is one character. */
    private static boolean isPlain(String line, String arguments) {
        return line.contains("PARTING.split(")
                || line.contains("OR.split(")
                || arguments.startsWith("SEPARATOR")
                || PLAIN.matcher(arguments).lookingAt();
    }
}
