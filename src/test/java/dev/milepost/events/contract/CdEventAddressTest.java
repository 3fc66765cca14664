package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CdEventAddressTest {

    private final Random random = new Random(13);

    @Test
    void normalizesRepositoryLikeReferenceExpression() {
        for (int i = 0; i < 20_000; i++) {
            var address = random.ints(random.nextInt(1, 10), 0, PARTS.length)
                    .mapToObj(part -> PARTS[part])
                    .collect(Collectors.joining());

            assertThat(CdEvent.withoutScheme(address)).as(address).isEqualTo(before(address));
        }
    }

    private static final String[] PARTS = {"/", "a", ".git", "http://h", "https://github.com/a/b", ".", "git@h:a/b", " "
    };

    private static String before(String address) {
        try {
            var uri = URI.create(address);
            var plain = uri.getHost() == null ? address : uri.getHost() + uri.getRawPath();
            return plain.replaceFirst("(\\.git)?/*$", "");
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
