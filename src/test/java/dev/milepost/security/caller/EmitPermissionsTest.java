package dev.milepost.security.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmitPermissionsTest {

    @ParameterizedTest
    @CsvSource({
        "ci/*, ci/orders, true",
        "ci/*, ci/, true",
        "ci/*, ci, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*a, a, false",
        "a*b*c, axxbyyc, true",
        "*orders*, https://ci/orders/1, true",
        "ci.orders, cixorders, false"
    })
    void supportsOnlyStarWildcards(String pattern, String text, boolean expected) {
        assertThat(new WildcardPattern(pattern).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void matchesLikeReferenceExpression(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            var pattern = text(random, "ab*");
            var text = text(random, "ab");
            var expression =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

            assertThat(new WildcardPattern(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(text.matches(expression));
        }
    }

    @Test
    void writesPatternsForSql() {
        assertThat(EmitPermissions.of(List.of("*"), List.of("orders", "pay_*-100%", "a\\b"))
                        .servicesLike())
                .containsExactly("orders", "pay\\_%-100\\%", "a\\\\b");
        assertThat(EmitPermissions.of(List.of("a"), List.of("orders", "**")).servicesLike())
                .containsExactly("%");
        assertThat(EmitPermissions.of(List.of("*"), List.of()).servicesLike()).isEmpty();
    }

    /** Service and pattern are compared as Backstage compares names, and no spelling reaches more than another. */
    @ParameterizedTest
    @CsvSource({
        "orders, component:default/orders, true",
        "orders, Orders, true",
        "Orders, orders, true",
        "component:default/orders, orders, true",
        "component:orders, default/Orders, true",
        "component:default/*, orders, true",
        "component:default/o*, orders, true",
        "component:default/o*, component:default/bills, false",
        "component:default/*, finance/orders, false",
        "component:default/*, api:default/orders, false",
        "default/*, finance/orders, false",
        "component:*, finance/orders, true",
        "component:*, api:default/orders, false",
        "component:d*, orders, false",
        "c*, component:default/orders, false",
        "d*, default/orders, false",
        "finance/*, component:finance/orders, true",
        "finance/*, orders, false",
        "api:default/orders, orders, false",
        "component:*, '', false",
        "component:default/*, '', false",
        "*, '', true"
    })
    void comparesServicesAsBackstageDoes(String pattern, String service, boolean isAllowed) {
        var permissions = EmitPermissions.of(List.of("*"), List.of(pattern));

        assertThat(permissions.allowsService(service)).isEqualTo(isAllowed);
    }

    /** A law: what SQL shows to a caller is what the caller may send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "Orders",
                "component:default/orders",
                "component:default/*",
                "component:*",
                "o*",
                "finance/*",
                "*"
            })
    void showsNoServiceThatIsNotAllowed(String pattern) {
        var permissions = EmitPermissions.of(List.of("*"), List.of(pattern));

        for (var service : List.of("orders", "bills", "finance/orders", "api:default/orders")) {
            var isShown = permissions.servicesLike().stream()
                    .anyMatch(like -> new WildcardPattern(like.replace('%', '*')).matches(service));

            assertThat(!isShown || permissions.allowsService(service))
                    .as(service)
                    .isTrue();
        }
        assertThat(EmitPermissions.of(List.of("*"), List.of("component:default/Orders"))
                        .servicesLike())
                .containsExactly("orders");
    }

    @Test
    void refusesEventsWithoutService() {
        var orders = EmitPermissions.of(List.of("*"), List.of("orders"));

        assertThat(orders.allowsService("orders")).isTrue();
        assertThat(orders.allowsService("orders-2")).isFalse();
        assertThat(orders.allowsService(null)).isFalse();
        assertThat(orders.isUnrestricted()).isFalse();
        assertThat(EmitPermissions.UNRESTRICTED.allowsService(null)).isTrue();
        assertThat(EmitPermissions.UNRESTRICTED.isUnrestricted()).isTrue();
        assertThat(EmitPermissions.of(List.of(), List.of()).allowsSource("ci")).isFalse();
    }

    private static String text(Random random, String letters) {
        return random.ints(random.nextInt(7), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
