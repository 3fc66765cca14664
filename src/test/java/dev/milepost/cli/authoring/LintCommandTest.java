package dev.milepost.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What would fail only when a Template runs, or when its services are upgraded. */
class LintCommandTest {

    private static final Path CASES = Path.of("src/test/resources/lint");

    @TempDir
    Path folder;

    private String text = "";

    @Test
    void findsRelativeFetchesAndMissingActions() {
        assertThat(lint(CASES.resolve("relative-fetch"))).isEqualTo(1);
        assertThat(text)
                .contains("error: /spec/steps/0/input/url: './more' is relative to the Template")
                .contains("error: /spec/steps/1/input/url: '../../skeletons/github-actions' is relative")
                .contains("error: /spec/steps/3/each: rel-path@1.0.0 has no parameter 'list'")
                .contains(
                        "warning: /spec/steps/4/action: a new Backstage does not have the action 'publish:gitlab:merge-request'"
                                + ": install @backstage/plugin-scaffolder-backend-module-gitlab")
                .contains("warning: /spec/steps/5/action: 'acme:jira:create' is no action of Backstage");
    }

    @Test
    void findsParametersThatDoNotExist() {
        assertThat(lint(CASES.resolve("unknown-parameter"))).isEqualTo(1);
        assertThat(text)
                .contains("manifest.yaml:8: error: /spec/skeleton/values/name: g@1.0.0 has no parameter 'nope'")
                .contains("manifest.yaml:10: error: /spec/steps/0/input/message: g@1.0.0 has no parameter 'nope'")
                .contains("2 errors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "${{ values.absent }}                  ; the skeleton has no value 'absent'",
                "{% if values.absent == 1 %}x{% endif %}; the skeleton has no value 'absent'",
                "${{ values['absent'] }}               ; the skeleton has no value 'absent'",
                "${{ values.absent | default('x') }}   ; 0 errors",
                "{% if values.absent is defined %}{% endif %}; 0 errors",
                "${{ values.milepost.template.name }}  ; 0 errors",
                "${{ values.name.first }}              ; 0 errors",
                "{% raw %}${{ values.absent }}{% endraw %}; 0 errors",
                "${{ 'values.absent' }}                ; 0 errors",
                "{{ values.absent }}                   ; 0 errors",
            })
    void findsValuesThatDoNotExist(String content, String expected) throws IOException {
        module("m", "1.0.0", "  parameters: {properties: {name: {type: string}}}\n  skeleton: {}\n");
        goldenPath("g", "G", "1.0.0");
        write("modules/m/1.0.0/skeleton/a.txt", content);

        lint(folder);

        assertThat(text).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publish:github              | remoteUrl        | 0 errors",
                "publish:github              | entityRef        | publish:github has no output 'entityRef'; it has commitHash, remoteUrl, repoContentsUrl",
                "publish:github:pull-request | repoContentsUrl  | has no output 'repoContentsUrl'",
                "debug:log                   | x                | debug:log has no outputs, so none is 'x'",
                "acme:own                    | anything         | 0 errors",
            })
    void findsOutputsThatDoNotExist(String action, String output, String expected) throws IOException {
        module("m", "1.0.0", """
                  steps:
                    - {id: one, action: '%s', input: {}}
                    - {id: two, action: 'debug:log', input: {message: "${{ steps['one'].output.%s }}"}}
                """.formatted(action, output));
        goldenPath("g", "G", "1.0.0");

        lint(folder);

        assertThat(text).contains(expected);
    }

    @Test
    void findsRequiredParametersOfMinorVersions() throws IOException {
        module("m", "1.0.0", "  parameters: {properties: {name: {type: string}}}\n");
        module(
                "m",
                "1.1.0",
                "  parameters: {required: [team, tier], properties: {name: {type: string}, team: {type: string}, tier: {type: string, default: '3'}}}\n");
        goldenPath("g", "G", "1.0.0", "1.0.0");
        goldenPath("g", "G", "1.1.0", "1.1.0");

        assertThat(lint(folder)).isEqualTo(1);
        assertThat(text)
                .contains("the parameter 'team' is required, has no default, and is new in g@1.1.0")
                .doesNotContain("'tier'");
    }

    @Test
    void explainsNumbers() throws IOException {
        module("m", "1.0.0", "");
        goldenPath("g", "G", "1.0.0", "1.10");
        var manifest = Files.readString(folder.resolve("golden-paths/g/1.0.0/manifest.yaml"));
        write("golden-paths/g/1.0.0/manifest.yaml", manifest.replace("'1.10'", "1.10"));

        assertThat(lint(folder)).isEqualTo(1);
        assertThat(text).contains("/spec/modules/0/range").contains("as a number: quote it");
    }

    @Test
    void findsMigrationsThatSkipVersions() throws IOException {
        module("m", "1.0.0", "");
        module("m", "1.1.0", "");
        module("m", "1.2.0", """
                  migrations:
                    - {from: '1.0.0', kind: manual, text: Leaves out 1.1.0.}
                    - {from: '<1.2', kind: manual, text: For all.}
                    - {from: '>=1.1 <1.2', kind: manual, text: Since 1.1.0.}
                    - {from: '>=2', kind: manual, text: For none.}
                """);

        assertThat(lint(folder)).isEqualTo(1);
        assertThat(text)
                .contains("/spec/migrations/0/from: the range leaves out 1.1.0")
                .contains("/spec/migrations/3/from: no earlier version of the module is in the range")
                .contains("2 errors");
    }

    /** No stock action evaluates them: they act in the files of the service, or not at all. */
    @Test
    void findsPolicyHooksThatNothingActsOn() throws IOException {
        module("m", "1.0.0", "  skeleton: {}\n");
        write("modules/m/1.0.0/skeleton/ci.yaml", "# nothing");
        goldenPath("g", "G", "1.0.0");
        var manifest = folder.resolve("golden-paths/g/1.0.0/manifest.yaml");
        Files.writeString(manifest, Files.readString(manifest).stripTrailing() + "\n  policies: {sbom: required}\n");

        lint(folder);
        assertThat(text)
                .contains("warning: /spec/policies: no file reads values.milepost.policies")
                .contains("sbom");

        write("modules/m/1.0.0/skeleton/ci.yaml", "${{ values.milepost.policies.sbom }}");
        lint(folder);
        assertThat(text).contains("0 errors").doesNotContain("warning");
    }

    @Test
    void findsActionsThatAreNotRegistered() throws IOException {
        module("m", "1.0.0", "  steps: [{action: 'workspace:template', input: {}}]\n");
        goldenPath("g", "G", "1.0.0");

        lint(folder);

        assertThat(text).contains("a new Backstage does not register the action 'workspace:template'");
    }

    @Test
    void findsTilesWithOneTitle() throws IOException {
        module("m", "1.0.0", "");
        goldenPath("one", "Service", "1.0.0");
        goldenPath("two", "Service", "1.0.0");

        assertThat(lint(folder)).isEqualTo(1);
        assertThat(text).contains("'Service' is also the title of");
    }

    @Test
    void findsNothingInOwnTemplates() {
        assertThat(lint(Path.of("templates"))).as(text).isZero();
        assertThat(text).doesNotContain("warning");
    }

    private void module(String name, String version, String spec) throws IOException {
        write(
                "modules/%s/%s/manifest.yaml".formatted(name, version),
                """
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: %s, owner: 'group:default/p', version: %s}
                spec:
                  phase: scaffold
                  changelog: {added: [x]}
                """.formatted(name, version) + spec.stripTrailing().indent(0));
    }

    private void goldenPath(String name, String title, String version) throws IOException {
        goldenPath(name, title, version, "*");
    }

    private void goldenPath(String name, String title, String version, String range) throws IOException {
        write("golden-paths/%s/%s/manifest.yaml".formatted(name, version), """
                apiVersion: milepost.dev/v1
                kind: GoldenPath
                metadata: {name: %s, title: %s, owner: 'group:default/p', version: %s}
                spec:
                  type: service
                  lifecycle: production
                  changelog: {added: [x]}
                  modules: [{module: m, range: '%s'}]
                """.formatted(name, title, version, range));
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int lint(Path templates) {
        var command = new LintCommand();
        new CommandLine(command).parseArgs(templates.toString());
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = command.run(stream, stream);
        text = out.toString(StandardCharsets.UTF_8);
        return code;
    }
}
