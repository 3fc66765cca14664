package dev.milepost.policy.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceExpressionTest {

    private static final Set<String> GOOD = Set.of("MIT", "Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MIT                                                | true
            GPL-3.0-only                                       | false
            MIT OR GPL-3.0-only                                | true
            MIT AND GPL-3.0-only                               | false
            GPL-3.0-only OR MIT AND Apache-2.0                 | true
            (GPL-3.0-only OR MIT) AND Apache-2.0               | true
            (GPL-3.0-only OR MIT) AND LGPL-2.1                 | false
            GPL-2.0-only WITH Classpath-exception-2.0          | true
            GPL-2.0-only                                       | false
            MIT or Apache-2.0                                  | true
            MIT OR                                             | false
            GPL-3.0 OR later, MIT                              | false
            GPL-3.0 or later                                   | false
            later OR MIT                                       | false
            (MIT                                               | false
            MIT)                                               | false
            Some licence of ours                               | false
            """)
    void chooses(String expression, boolean acceptable) {
        assertThat(LicenceExpression.isAcceptable(expression, GOOD::contains)).isEqualTo(acceptable);
    }

    @Test
    void endsWithDeepNesting() {
        assertThatCode(() -> LicenceExpression.isAcceptable("(".repeat(100_000) + "MIT", GOOD::contains))
                .doesNotThrowAnyException();
    }
}
