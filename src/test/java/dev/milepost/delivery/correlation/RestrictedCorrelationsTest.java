package dev.milepost.delivery.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAllowed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class RestrictedCorrelationsTest {

    private static final Caller RESTRICTED = new Caller(
            "token:ci", Set.of(), false, EmitPermissions.of(List.of("ci-a"), List.of("svc-a", "component:default/s*")));

    @Inject
    Correlations correlations;

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"victim-svc", "component:default/victim-svc", "Victim-SVC", "svc-a/victim", "api:default/svc-a"})
    void refusesCorrelationOutsideRestriction(@Nullable String service) {
        assertThatThrownBy(() -> correlations.open(about(service), null, RESTRICTED))
                .isInstanceOfSatisfying(NotAllowed.class, refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.faults().get(0).pointer()).isEqualTo("/service_id");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc-a", "component:default/svc-a", "SVC-A", "svc-b"})
    void opensCorrelationWithinRestriction(String service) {
        assertThat(correlations.open(about(service), null, RESTRICTED).id()).isNotEmpty();
    }

    @Test
    void separatesKeysByCaller() {
        var key = UUID.randomUUID().toString();
        var other = new Caller("token:other", Set.of(), false);

        var own = correlations.open(about("svc-a"), key, RESTRICTED).id();

        assertThat(correlations.open(about("svc-a"), key, RESTRICTED).id()).isEqualTo(own);
        assertThat(correlations.open(about("svc-a"), key, other).id()).isNotEqualTo(own);
    }

    private static CorrelationRequest about(@Nullable String service) {
        return new CorrelationRequest(service, null, null, null, null, null, null);
    }
}
