package dev.milepost.security.erasure;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The key of the hashes of names: configured, or made up once and kept in the database. */
@ApplicationScoped
class ErasureKey {

    private static final int SHORTEST = 32;

    private final Sql sql;
    private final byte @Nullable [] configured;

    ErasureKey(Sql sql, @ConfigProperty(name = "milepost.erasure.key") Optional<String> configured) {
        this.sql = sql;
        this.configured = configured
                .map(text -> {
                    if (text.length() < SHORTEST) {
                        throw new IllegalArgumentException(
                                "milepost.erasure.key must have at least %d characters.".formatted(SHORTEST));
                    }
                    return text.getBytes(StandardCharsets.UTF_8);
                })
                .orElse(null);
    }

    /** Returns the key. Makes it up if there is none, in the caller's transaction. */
    byte[] getOrCreate() {
        if (configured == null) {
            var random = new byte[32];
            new SecureRandom().nextBytes(random);
            sql.update("insert into erasure_key (key) values (?) on conflict do nothing", random);
        }
        return find().orElseThrow();
    }

    /** Empty if none is configured and nobody was erased yet. */
    Optional<byte[]> find() {
        return configured == null
                ? sql.query("select key from erasure_key", row -> row.getBytes("key")).stream()
                        .findFirst()
                : Optional.of(configured);
    }
}
