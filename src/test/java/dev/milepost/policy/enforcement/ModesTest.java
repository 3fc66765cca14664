package dev.milepost.policy.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.policy.definitions.Hook;
import dev.milepost.policy.definitions.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mode of a policy for a service, resolved by OpenFeature. */
class ModesTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static Modes modes(String rules, @Nullable Instant knownSince) {
        var table = new TableProvider(
                () -> Map.of(
                        "p", EnforcementDocument.rules(json(rules).path("rules").toString())),
                service -> Optional.ofNullable(knownSince),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return new Modes(new TestModes(), table, Optional.empty());
    }

    private static JsonNode json(String yaml) {
        var document = DocumentReader.readOne(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                .orElseThrow()
                .value();
        EnforcementDocument.check(document);
        return document;
    }

    private static Subject subject(String service, String tier) {
        return new Subject(
                Hook.DEPLOY,
                service,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                "team-payments",
                "",
                "",
                "",
                "springboot-service",
                "2.3.0",
                "env",
                tier);
    }

    @ParameterizedTest
    @CsvSource({"development, WARN", "testing, WARN", "staging, ENFORCE", "production, ENFORCE", "other, ENFORCE"})
    void hasModesOfTiers(String tier, Mode mode) {
        var resolved = modes("rules: []", null).resolve("p", subject("payments", tier));

        assertThat(resolved.mode()).isEqualTo(mode);
        assertThat(resolved.because()).isEqualTo("%s is the mode of policies in %s.".formatted(mode.wireName(), tier));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {mode: 'off'}                                                         | OFF
            {mode: shadow, tiers: [production]}                                   | SHADOW
            {mode: shadow, tiers: [staging]}                                      | ENFORCE
            {mode: warn, teams: [team-payments]}                                  | WARN
            {mode: warn, teams: [team-other]}                                     | ENFORCE
            {mode: warn, templates: [springboot-service]}                         | WARN
            {mode: warn, templates: [springboot-service@2]}                       | WARN
            {mode: warn, templates: [springboot-service@2.3.0]}                   | WARN
            {mode: warn, templates: [springboot-service@2.30]}                    | ENFORCE
            {mode: warn, templates: [springboot]}                                 | ENFORCE
            {mode: warn, services: ["component:default/payments"]}                | WARN
            {mode: warn, services: [payment]}                                     | ENFORCE
            {mode: warn, services: [payments], tiers: [staging]}                  | ENFORCE
            {mode: 'off', starts_at: "2026-06-15T12:00:00Z"}                        | OFF
            {mode: 'off', starts_at: "2026-06-15T12:00:01Z"}                        | ENFORCE
            {mode: 'off', share: 1}                                                 | OFF
            {mode: 'off', share: 0}                                                 | ENFORCE
            """)
    void appliesRules(String rule, Mode mode) {
        assertThat(modes("rules: [" + rule + "]", null)
                        .resolve("p", subject("payments", "production"))
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void takesFirstRule() {
        var resolved = modes("rules: [{mode: 'off', services: [other]}, {mode: warn}, {mode: enforce}]", null)
                .resolve("p", subject("payments", "production"));

        assertThat(resolved).isEqualTo(new Modes.ResolvedMode(Mode.WARN, "Rule 2 of its enforcement applies."));
    }

    @Test
    void leavesOtherPoliciesAlone() {
        assertThat(modes("rules: [{mode: 'off'}]", null)
                        .resolve("other", subject("payments", "production"))
                        .mode())
                .isEqualTo(Mode.ENFORCE);
    }

    /** A share is that share of services, always the same, and a greater share has those of a smaller one. */
    @Test
    void choosesShareOfServices() {
        var quarter = modes("rules: [{mode: 'off', share: 0.25}]", null);
        var services = IntStream.range(0, 2_000).mapToObj(i -> "service-" + i).toList();

        var off = services.stream().filter(service -> isOff(quarter, service)).toList();
        var half = modes("rules: [{mode: 'off', share: 0.5}]", null);

        assertThat(off).hasSizeBetween(420, 580).allMatch(service -> isOff(half, service));
        assertThat(services.stream().filter(service -> isOff(half, service)).count())
                .isBetween(900L, 1100L);
    }

    private static boolean isOff(Modes modes, String service) {
        return modes.resolve("p", subject(service, "production")).mode() == Mode.OFF;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T00:00:00Z, WARN",
        "2026-06-10T00:00:00Z, ENFORCE",
        "2026-06-11T00:00:00Z, ENFORCE",
        ", ENFORCE"
    })
    void givesGraceToWhatExistedBefore(Instant knownSince, Mode mode) {
        var rules = "rules: [{mode: enforce, starts_at: '2026-06-10T00:00:00Z', grace_days: 30}]";

        assertThat(modes(rules, knownSince)
                        .resolve("p", subject("payments", "production"))
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void endsGrace() {
        var rules = "rules: [{mode: enforce, starts_at: '2026-06-10T00:00:00Z', grace_days: 5}]";

        assertThat(modes(rules, Instant.EPOCH)
                        .resolve("p", subject("payments", "production"))
                        .mode())
                .isEqualTo(Mode.ENFORCE);
    }

    @ParameterizedTest
    @CsvSource({
        "good, SHADOW, The feature flag says so (STATIC).",
        "unknown, ENFORCE, gave no mode",
        "broken, ENFORCE, failed (GENERAL)"
    })
    @SuppressWarnings("NullAway") // the default provider is not asked
    void asksConfiguredProvider(String answer, Mode mode, String because) {
        OtherProvider.answer = answer;

        var resolved = new Modes(new TestModes(), null, Optional.of(OtherProvider.class.getName()))
                .resolve("p", subject("payments", "production"));

        assertThat(resolved.mode()).isEqualTo(mode);
        assertThat(resolved.because()).contains(because);
        assertThat(OtherProvider.asked).isEqualTo("policy.p of payments in production");
    }

    @Test
    @SuppressWarnings("NullAway") // the default provider is not asked
    void refusesUnknownProvider() {
        assertThatThrownBy(() -> new Modes(new TestModes(), null, Optional.of("com.example.Missing")))
                .hasMessageContaining("milepost.policies.flags.provider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {rules: [{mode: on}]}                                             | /rules/0/mode
            {rules: [{}]}                                                     | /rules/0/mode
            {rules: [{mode: off, tiers: [prod]}]}                             | /rules/0/tiers/0
            {rules: [{mode: off, share: 1.5}]}                                | /rules/0/share
            {rules: [{mode: off, team: [a]}]}                                 | /rules/0/team
            {rules: [{mode: off, starts_at: tomorrow}]}                       | /rules/0/starts_at
            {rules: [{mode: warn, starts_at: "2026-06-10T00:00:00Z", grace_days: 3}]} | /rules/0/grace_days
            {rules: [{mode: enforce, grace_days: 3}]}                         | /rules/0/starts_at
            {rules: [], since: 1}                                             | /since
            {}                                                                | /rules
            """)
    void locatesFaults(String document, String pointer) {
        assertThatThrownBy(
                        () -> json(document.replace("mode: off", "mode: 'off'").replace("mode: on", "mode: 'on'")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(pointer));
    }
}
