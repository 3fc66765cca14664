package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.policy.definitions.Hook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationRequestTest {

    private static EvaluationRequest read(String json) {
        try {
            return EvaluationRequest.read(new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void readsRequest() {
        var request = read("""
                {'hook': 'deploy', 'service_id': 'component:default/payments', 'environment': 'prod', 'commit_sha': 'c',
                 'repository': 'github.com/acme/payments', 'pr_id': 7, 'input': {'a': 1}}
                """);

        assertThat(request.hook()).isEqualTo(Hook.DEPLOY);
        assertThat(request.service()).isEqualTo("payments");
        assertThat(request.pullRequestKey()).isEqualTo("github.com/acme/payments!7");
        assertThat(request.input().path("a").asInt()).isEqualTo(1);
        assertThat(request.digest()).isEqualTo(read("""
                        {'environment': 'prod', 'hook': 'deploy', 'service_id': 'component:default/payments',
                         'commit_sha': 'c', 'repository': 'github.com/acme/payments', 'pr_id': 7, 'input': {'a': 1}}
                        """).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {}                                                                                | /hook
            []                                                                                | ^^
            {'hook': 'deploys', 'service_id': 's', 'environment': 'e'}                        | /hook
            {'hook': 'build'}                                                                 | /service_id
            {'hook': 'scaffold', 'service_id': 's'}                                           | /template_id
            {'hook': 'deploy', 'service_id': 's'}                                             | /environment
            {'hook': 'promote', 'service_id': 's'}                                            | /environment
            {'hook': 'build', 'service_id': ''}                                               | /service_id
            {'hook': 'build', 'service_id': 7}                                                | /service_id
            {'hook': 'build', 'service_id': 's\\u0000'}                                       | /service_id
            {'hook': 'build', 'service_id': 's', 'pr_id': 7}                                  | /repository
            {'hook': 'build', 'service_id': 's', 'repository': 'r', 'pr_id': 7.5}             | /pr_id
            {'hook': 'build', 'service_id': 's', 'repository': 'r', 'pr_id': -1}              | /pr_id
            {'hook': 'build', 'service_id': 's', 'repository': 'r', 'pr_id': 99999999999999999999} | /pr_id
            {'hook': 'build', 'service_id': 's', 'input': [1]}                                | /input
            {'hook': 'build', 'service_id': 's', 'commit': 'c'}                               | /commit
            """)
    void locatesFaults(String json, String pointer) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .contains(pointer));
    }

    @Test
    void refusesMissingBody() {
        assertThatThrownBy(() -> EvaluationRequest.read(null)).isInstanceOf(ProblemException.class);
    }
}
