package dev.milepost.platform.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The types of problems, as {@code GET /problems/{slug}} describes them. The contract lists them too. A slug never changes:
 * it is the last segment of the {@code type} by which clients distinguish problems. Titles and descriptions are in {@code
 * problem-types.properties}.
 */
public enum ProblemType {
    BAD_REQUEST(400),
    INVALID_REQUEST(400),
    INVALID_QUERY(400),
    BROKEN_BODY(400),
    MALFORMED_BODY(400),
    MALFORMED_DELIVERY(400),
    MALFORMED_JSON(400),
    UNREADABLE_ENTITIES(400),
    UNREADABLE_EVIDENCE(400),
    UNREADABLE_MANIFEST(400),
    NOT_AUTHENTICATED(401),
    INVALID_SIGNATURE(401),
    STALE_DELIVERY(401),
    NOT_ALLOWED(403),
    NOT_SLO_OWNER(403),
    NOT_PLATFORM_ADMIN(403),
    NOT_FOUND(404),
    UNKNOWN_CATALOG_SCHEMA(404),
    UNKNOWN_CHANNEL(404),
    UNKNOWN_CORRECTION(404),
    UNKNOWN_CORRELATION(404),
    UNKNOWN_DECISION(404),
    UNKNOWN_ENTITY(404),
    UNKNOWN_ERASURE(404),
    UNKNOWN_EVENT_TYPE(404),
    UNKNOWN_EVIDENCE(404),
    UNKNOWN_EVIDENCE_KEY(404),
    UNKNOWN_EVIDENCE_TYPE(404),
    UNKNOWN_FILE(404),
    UNKNOWN_MODULE(404),
    UNKNOWN_MODULE_VERSION(404),
    UNKNOWN_POLICY(404),
    UNKNOWN_PROBLEM_TYPE(404),
    UNKNOWN_QUARANTINE_ENTRY(404),
    UNKNOWN_RELEASE(404),
    UNKNOWN_SERVICE(404),
    UNKNOWN_SERVICE_TEMPLATE(404),
    UNKNOWN_SLO(404),
    UNKNOWN_SLO_SERVICE(404),
    UNKNOWN_SLO_VERSION(404),
    UNKNOWN_TEMPLATE(404),
    UNKNOWN_TEMPLATE_VERSION(404),
    UNKNOWN_TOKEN(404),
    UNKNOWN_WAIVER(404),
    UNKNOWN_WEBHOOK(404),
    UNSERVED_TEMPLATE(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    SLOW_BODY(408),
    EVIDENCE_KEY_TAKEN(409),
    IDEMPOTENCY_KEY_USED(409),
    INCOMPLETE_QUARANTINE_ENTRY(409),
    POLICY_NOT_PROVEN(409),
    POLICY_VERSION_NOT_LATER(409),
    PREVIEW_OUTDATED(409),
    PREVIEW_REQUIRED(409),
    SLO_COMES_WITH_MILEPOST(409),
    SLO_NAME_TAKEN(409),
    TOKEN_NAME_TAKEN(409),
    TOO_MANY_CORRECTIONS(409),
    TOO_MANY_VANISH(409),
    UNKNOWN_BASE(409),
    VERSION_TAKEN(409),
    VERSION_YANKED(409),
    WAIVER_NOT_OPEN(409),
    TOO_LARGE(413),
    ADDRESS_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    BREAKING_CHANGE(422),
    COUNT_TOO_LARGE(422),
    COUNT_TOO_LONG(422),
    INVALID_CORRECTION(422),
    INVALID_ENFORCEMENT(422),
    INVALID_EVALUATION(422),
    INVALID_GATE_POLICY(422),
    INVALID_MANIFEST(422),
    INVALID_MODULE_ARCHIVE(422),
    INVALID_EVIDENCE(422),
    INVALID_EVIDENCE_KEY(422),
    INVALID_EVIDENCE_TYPE(422),
    INVALID_OPENSLO(422),
    INVALID_PLAN_REQUEST(422),
    INVALID_POLICY(422),
    INVALID_TREE(422),
    INVALID_WAIVER(422),
    MISNAMED_SLO(422),
    MISPLACED_MANIFEST(422),
    NO_UPGRADE(422),
    TOO_MANY_SLOS(422),
    UNCOMPOSABLE_MODULES(422),
    UNREADABLE_ARCHIVE(422),
    UNREADABLE_DECISION_LOG(422),
    UNREADABLE_DELIVERY(422),
    UNREADABLE_EVENT(422),
    UNREADABLE_SYNC(422),
    UNRENDERABLE_TEMPLATE(422),
    UNRESOLVABLE_MODULES(422),
    UNUSABLE_TOKEN(422),
    UNVERIFIED_EVIDENCE(422),
    TOO_MANY_REQUESTS(429),
    HEADERS_TOO_LARGE(431),
    UNEXPECTED_FAILURE(500),
    BROKER_UNAVAILABLE(503),
    BUSY(503),
    CATALOG_AWAY(503),
    DATABASE_AWAY(503),
    DISK_FULL(503),
    INTAKE_BUSY(503),
    ISSUER_UNREACHABLE(503),
    QUERY_TOO_SLOW(503),
    TOKENS_UNREACHABLE(503),
    WEBHOOK_NOT_CONFIGURED(503),
    HTTP_VERSION_NOT_SUPPORTED(505);

    private final int status;
    private final String title;
    private final String description;

    ProblemType(int status) {
        this.status = status;
        title = Texts.of(slug() + ".title");
        description = Texts.of(slug() + ".description");
    }

    private static final class Texts {

        private static final Properties ALL = read();

        private Texts() {}

        static String of(String key) {
            return Objects.requireNonNull(ALL.getProperty(key), key);
        }

        private static Properties read() {
            try (var file = Objects.requireNonNull(ProblemType.class.getResourceAsStream("/problem-types.properties"));
                    var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
                var texts = new Properties();
                texts.load(reader);
                return texts;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Optional<ProblemType> find(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The type of a request that reached no endpoint, by the status that the framework chose. */
    static ProblemType ofRefusal(int status) {
        return switch (status) {
            case 401 -> NOT_AUTHENTICATED;
            case 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> BUSY;
            case 505 -> HTTP_VERSION_NOT_SUPPORTED;
            default -> BAD_REQUEST;
        };
    }

    /** Such as {@code unknown-slo}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The relative reference that problems of this type have as {@code type}, where it is described. */
    public String address() {
        return "/problems/" + slug();
    }

    public int status() {
        return status;
    }

    /** The same for all problems of this type. */
    public String title() {
        return title;
    }

    /** The usual cause, and what to do. */
    String description() {
        return description;
    }
}
