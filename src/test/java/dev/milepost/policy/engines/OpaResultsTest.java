package dev.milepost.policy.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the value of a document of OPA means. */
class OpaResultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            true                                                      | PASS  |
            false                                                     | FAIL  | The policy is false.
            []                                                        | PASS  |
            ['no digest']                                             | FAIL  | no digest
            [{'msg': 'no digest', 'details': {}}, 'b']                | FAIL  | no digest, b
            {'deny': [], 'warn': [], 'main': true}                    | PASS  |
            {'deny': ['a'], 'warn': ['w']}                            | FAIL  | a, w
            {'deny': [], 'warn': ['w']}                               | WARN  | w
            {'violation': [{'msg': 'v'}]}                             | FAIL  | v
            {'violations': ['v']}                                     | FAIL  | v
            [{'msg': 'no scan', 'status': 'missing_evidence'}]        | MISSING_EVIDENCE | no scan
            {'violations': [{'msg': 'old', 'status': 'stale_evidence'}]} | STALE_EVIDENCE | old
            {'deny': [{'msg': 'old', 'status': 'stale_evidence'}], 'warn': ['w']} | STALE_EVIDENCE | old, w
            [{'msg': 'old', 'status': 'stale_evidence'}, 'b']         | FAIL  | old, b
            [{'msg': 'odd', 'status': 'pass'}]                        | FAIL  | odd
            {'deny_image': ['i'], 'violation_root': ['r']}            | FAIL  | i, r
            {'warn_tag': ['t']}                                       | WARN  | t
            {'deny_image': ['i'], 'exception': [['image']]}           | PASS  |
            {'deny_image': ['i'], 'deny': ['d'], 'exception': [['image']]} | FAIL | d
            {'deny': ['d'], 'exception': [['']]}                      | PASS  |
            {'deny_image': ['i'], 'exception': [['other']]}           | FAIL  | i
            {'skipped': false, 'violations': [], 'skip_reason': ''}   | PASS  |
            {'skipped': false, 'violations': ['c'], 'ignore': false}  | FAIL  | c
            {'skipped': true, 'violations': [], 'skip_reason': 'no SBOM'} | SKIPPED | The policy skipped itself: no SBOM.
            {'result': {'skipped': false, 'violations': [{'message': 'c'}]}, 'valid_input': true} | FAIL | c
            {'allow': true, 'violations': []}                         | PASS  |
            {'allow': false, 'violations': ['k']}                     | FAIL  | k
            {'allow': false}                                          | FAIL  | The policy does not allow it.
            {'allow': true, 'violations': ['k']}                      | PASS  |
            """)
    void readsShapes(String value, Status status, String messages) {
        var result = OpaResults.read(TestInput.json(value));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.violations().stream().map(Violation::message).collect(Collectors.joining(", ")))
                .isEqualTo(messages == null ? "" : messages);
    }

    /** Nothing that is not understood passes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            null
            1
            'pass'
            {}
            {'main': true}
            {'denied': ['a']}
            {'deny': true}
            {'deny': 'a'}
            {'deny': [1]}
            {'deny': [{'text': 'a'}]}
            {'deny': {'a': 'b'}}
            {'warn': null}
            {'deny': [], 'exception': [[1]]}
            {'allow': 'yes'}
            {'allow': null}
            {'allow': false, 'violations': 'k'}
            {'skipped': 'no', 'violations': []}
            {'skipped': false, 'violations': null}
            """)
    void refusesOtherShapes(String value) {
        assertThat(OpaResults.read(TestInput.json(value)).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void takesUndefinedForAnError() {
        assertThat(OpaResults.read(MissingNode.getInstance()).status()).isEqualTo(Status.ERROR);
    }

    @Test
    void keepsWhatAViolationSays() {
        var result = OpaResults.read(TestInput.json("""
                [{'msg': 'm', 'path': '/spec', 'remedy': 'do', 'url': 'https://a.example', 'id': 'r-1'}]
                """));

        assertThat(result.violations()).containsExactly(new Violation("r-1", "m", "/spec", "do", "https://a.example"));
    }

    @Test
    void boundsViolations() {
        var many = TestInput.json("[" + "'v',".repeat(100_000) + "'v']");

        assertThat(OpaResults.read(many).violations())
                .hasSize(EngineResult.MAX_VIOLATIONS)
                .last()
                .extracting(Violation::message)
                .isEqualTo("99902 more violations are left out.");
    }
}
