package dev.milepost.cli.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The output format of a command. */
enum OutputFormat {
    TEXT,
    JSON,
    SARIF,
    MARKDOWN;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses the value of the option of a command that has some of the formats. */
    private abstract static class Converter implements ITypeConverter<OutputFormat> {

        private final List<OutputFormat> formats;

        Converter(OutputFormat... formats) {
            this.formats = Arrays.asList(formats);
        }

        @Override
        public OutputFormat convert(String text) {
            return formats.stream()
                    .filter(format -> format.word().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of %s, not '%s'"
                            .formatted(
                                    formats.stream().map(OutputFormat::word).collect(Collectors.joining(", ")), text)));
        }
    }

    /** The formats of the result of cases. */
    static final class OfTests extends Converter {

        OfTests() {
            super(TEXT, JSON);
        }
    }

    /** The formats of findings. */
    static final class OfFindings extends Converter {

        OfFindings() {
            super(TEXT, JSON, SARIF);
        }
    }

    /** The formats of a decision. */
    static final class OfDecisions extends Converter {

        OfDecisions() {
            super(TEXT, JSON, SARIF, MARKDOWN);
        }
    }
}
