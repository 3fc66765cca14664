package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.RealOpa;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of policies in Rego, with a real OPA. */
class OpaCasesTest {

    @TempDir
    Path temporary;

    private CaseFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new CaseFolder(temporary);
        rego();
    }

    @Test
    void skipsRegoWithoutOpa() {
        var call = folder.test();

        assertThat(call.exitCode()).isZero();
        assertThat(call.out())
                .isEqualTo("Cases of the engine opa were skipped: name an OPA with --opa.\n"
                        + "3 cases of 1 policies: 0 passed, 0 failed, 3 skipped\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void asksOpa(boolean isProgram) throws Exception {
        var program = RealOpa.require().toString();
        try (var opa = RealOpa.start(folder.path().resolve("p.rego"))) {
            var call = isProgram
                    ? folder.test(
                            "--opa",
                            program,
                            "--rego",
                            folder.path().resolve("p.rego").toString())
                    : folder.test("--opa", opa.address().toString());

            assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
            assertThat(call.out()).isEqualTo("3 cases of 1 policies: 3 passed, 0 failed, 0 skipped\n");
        }
    }

    private void rego() throws IOException {
        folder.policy("hooks: [deploy]\nengine: opa\nparameters: {least: 2}\nopa: {path: acme/replicas}\n");
        folder.write("p.rego", """
                package acme.replicas

                deny contains msg if {
                    input.input.replicas < input.parameters.least
                    msg := "Too few replicas."
                }
                """);
        folder.cases("""
                - {name: enough, input: {replicas: 2}, expect: {status: pass}}
                - {name: too few, input: {replicas: 1}, expect: {status: fail, violations: [{message: Too few replicas.}]}}
                - {name: fewer are enough, input: {replicas: 1}, parameters: {least: 1}, expect: {status: pass}}
                """);
    }

    @Test
    void saysThatTheProgramIsMissing() {
        var call = folder.test("--opa", folder.path().resolve("none").toString());

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).contains("+ status: error").contains("Cannot run ");
    }
}
