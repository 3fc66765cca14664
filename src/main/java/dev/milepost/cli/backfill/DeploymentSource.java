package dev.milepost.cli.backfill;

import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What counts as a deployment in a git history. */
enum DeploymentSource {
    TAGS("release tags"),
    MERGES("merges into"),
    COMMITS("commits of");

    private final String words;

    DeploymentSource(String words) {
        this.words = words;
    }

    String description() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses the value of the command-line option. */
    static final class OptionConverter implements ITypeConverter<DeploymentSource> {

        @Override
        public DeploymentSource convert(String word) {
            return Stream.of(values())
                    .filter(value -> value.toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is none of tags, merges and commits".formatted(word)));
        }
    }
}
