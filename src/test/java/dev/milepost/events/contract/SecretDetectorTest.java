package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDetectorTest {

    private static final SecretsConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(SecretsConfig.class).build().getConfigMapping(SecretsConfig.class);

    private final SecretDetector names = new SecretDetector(CONFIG.names(), CONFIG.exceptions());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password", "dbPassword", "DB_PASSWORD", "password2", "adminPasswd", "userPwd", "pwd", "passphrase",
                "secret", "clientSecret", "client-secret", "secretKey", "token", "apiToken", "github_token", "tokens",
                "apiKey", "api_key", "X-API-Key", "accessKey", "aws_access_key", "credentials", "privateKey", "sshKey",
                "signingKey", "connectionString", "kubeconfig", "pin", "totp", "sentryDsn"
            })
    void detectsSecretNames(String name) {
        assertThat(names.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name", "owner", "description", "repoUrl", "secretName", "secretRef", "tokenTtl", "passwordPolicy",
                "credentialsId", "maxTokens", "keyspace", "pinned", "compass", "passing", "primaryKey", "laptop",
                "secretStore", "tokenPath", "monkey"
            })
    void acceptsPlainNames(String name) {
        assertThat(names.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'parameters':{'password':'x','a':1}}                         | {'parameters':{'a':1}}",
                "{'parameters':{'a':{'b':[{'token':'x','c':1}]}}}              | {'parameters':{'a':{'b':[{'c':1}]}}}",
                "{'parameters':{'env':[{'name':'db_password','value':'x'}]}}   | {'parameters':{'env':[{'name':'db_password'}]}}",
                "{'parameters':{},'secrets':{'a':'x'}}                         | {'parameters':{}}",
                "{'task_id':'t','secrets':{'a':'x'}}                           | {'task_id':'t'}",
                "{'task_id':'t','values':{'password':'x'}}                     | {'task_id':'t','values':{}}",
                "{'parameters':{'a':'ghp_0123456789','b':['glpat-x','c']}}     | {'parameters':{'b':['c']}}",
                "{'parameters':{'a':'postgres://me:pw@host/db'}}               | {'parameters':{}}",
                "{'parameters':{'a':'-----BEGIN RSA PRIVATE KEY-----x'}}       | {'parameters':{}}",
                "{'parameters':{'a':'-----BEGIN CERTIFICATE-----x'}}           | {'parameters':{'a':'-----BEGIN CERTIFICATE-----x'}}",
                "{'parameters':{'useToken':true,'password':null}}              | {'parameters':{'useToken':true,'password':null}}",
                "{'password':'x','secrets':['vault']}                          | {'password':'x','secrets':['vault']}",
                "{'parameters':{'a':'https://me@host/x:y'}}                    | {'parameters':{'a':'https://me@host/x:y'}}"
            })
    void removesSecretParameters(String event, String kept) throws JsonProcessingException {
        var json = new ObjectMapper().readTree(event.replace('\'', '"'));

        var changed = names.leaveOut(json);

        assertThat(json).hasToString(kept.replace('\'', '"'));
        assertThat(changed).isEqualTo(!event.strip().equals(kept.strip()));
    }

    @Test
    void readsDeeplyNestedEvent() throws JsonProcessingException {
        var deep = "{\"parameters\":" + "[".repeat(900) + "]".repeat(900) + "}";

        assertThat(names.leaveOut(new ObjectMapper().readTree(deep))).isFalse();
    }

    /** Each removal moved all later elements, which took a minute. */
    @Test
    void removesManyElementsOfAList() {
        var event = JsonNodeFactory.instance.objectNode();
        var list = event.putObject("parameters").putArray("list");
        IntStream.range(0, 700_000).forEach(i -> list.add(i % 2 == 0 ? "npm_" : "open"));

        var changed = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> names.leaveOut(event));

        assertThat(changed).isTrue();
        assertThat(list).hasSize(350_000).containsOnly(new TextNode("open"));
    }
}
