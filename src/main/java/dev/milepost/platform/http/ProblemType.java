package dev.milepost.platform.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of problems, as {@code GET /problems/{slug}} describes them. The contract lists them too. A slug never changes:
 * it is the last segment of the {@code type} by which clients distinguish problems.
 */
public enum ProblemType {
    BAD_REQUEST(
            400,
            "The request is malformed.",
            "The request breaks the rules of HTTP or of the endpoint. `GET /q/openapi` describes the requests."),
    INVALID_REQUEST(
            400,
            "A parameter, header or body field of the request is invalid.",
            "`errors` names each one. Correct it as its detail says."),
    INVALID_QUESTION(400, "A query parameter is invalid.", "`errors` names it. Correct it as its detail says."),
    BROKEN_BODY(400, "The body is incomplete.", "The connection ended or the body was cut. Send the request again."),
    MALFORMED_BODY(400, "The body cannot be read.", "The body is not JSON, or not complete. Correct it."),
    MALFORMED_DELIVERY(
            400,
            "The body cannot be read.",
            "The vendor's body is not JSON, or a form without `payload`. Check the content type of the webhook."),
    MALFORMED_JSON(400, "The body is not valid JSON.", "The detail says where the text stops being JSON. Correct it."),
    UNREADABLE_ENTITIES(
            400,
            "The document cannot be read.",
            "The text is not YAML or JSON, or too deep or long. The detail has the line."),
    UNREADABLE_EVIDENCE(
            400,
            "The document cannot be read.",
            "The text is not JSON, YAML or XML, or too deep or long. The detail has the line."),
    UNREADABLE_MANIFEST(
            400,
            "The text cannot be read as a manifest.",
            "The text is not YAML or JSON, or too deep or long. The detail has the line."),
    NOT_AUTHENTICATED(
            401,
            "The caller is not authenticated.",
            "The token is missing, expired, revoked or not from a configured issuer. Send another."),
    BAD_SIGNATURE(
            401,
            "The delivery is not signed with a known secret.",
            "The webhook's secret is not one of this service. Configure the same on both sides."),
    STALE_DELIVERY(
            401,
            "The delivery is older than the replay window.",
            "The delivery may be a copy. Let the vendor send a new one."),
    NOT_ALLOWED(
            403,
            "The caller may not do this.",
            "The caller lacks the role or the ownership that the operation needs. Ask a platform admin."),
    NOT_OWN_SLO(
            403,
            "The caller may not change this SLO.",
            "Only members of the group that owns it and platform admins may change it."),
    NOT_PLATFORM_ADMIN(403, "Only platform admins may do this.", "Ask a platform admin to do it."),
    NOT_FOUND(404, "There is nothing at this address.", "Check the address. `GET /q/openapi` describes the endpoints."),
    UNKNOWN_CATALOG_SCHEMA(
            404,
            "There is no such version of the annotation schema.",
            "`GET /api/v1/catalog/schema` lists the versions."),
    UNKNOWN_CHANNEL(
            404,
            "There is no such channel.",
            "No version was promoted to it. `GET /api/v1/templates/{name}` lists the channels."),
    UNKNOWN_CORRECTION(404, "The SLO has no such correction.", "`GET /api/v1/slos/{name}/corrections` lists them."),
    UNKNOWN_CORRELATION(404, "No event has this id.", "The events have not arrived, or are older than the retention."),
    UNKNOWN_DECISION(
            404,
            "There is no such decision.",
            "The id is wrong, or the decision is older than the retention. `GET /api/v1/policies/decisions` lists them."),
    UNKNOWN_ENTITY(404, "No such entity has been synced.", "Check the ref, or sync the entity first."),
    UNKNOWN_ERASURE(404, "There is no such erasure.", "`GET /api/v1/erasures` lists them."),
    UNKNOWN_EVENT_TYPE(404, "The golden type does not exist.", "`GET /api/v1/event-types` lists the types."),
    UNKNOWN_EVIDENCE(
            404,
            "There is no such evidence.",
            "It is older than the retention, or the id is wrong. `GET /api/v1/evidence` lists the evidence."),
    UNKNOWN_EVIDENCE_KEY(404, "There is no such key.", "`GET /api/v1/evidence-keys` lists the keys."),
    UNKNOWN_EVIDENCE_TYPE(404, "There is no such evidence type.", "`GET /api/v1/evidence-types` lists the types."),
    UNKNOWN_FILE(
            404, "The module has no such file.", "`GET /api/v1/modules/{name}/versions/{version}` lists the files."),
    UNKNOWN_MODULE(404, "There is no such module.", "`GET /api/v1/modules` lists the modules."),
    UNKNOWN_MODULE_VERSION(
            404, "There is no such version of the module.", "`GET /api/v1/modules/{name}` lists the versions."),
    UNKNOWN_POLICY(404, "There is no such policy.", "`GET /api/v1/policies` lists the policies."),
    UNKNOWN_PROBLEM_TYPE(
            404, "There is no such problem type.", "`GET /q/openapi` lists the types, with this endpoint."),
    UNKNOWN_QUARANTINE_ENTRY(
            404,
            "The quarantine entry does not exist.",
            "It is older than the retention, or the id is wrong. `GET /api/v1/quarantine` lists the entries."),
    UNKNOWN_RELEASE(
            404,
            "The registry has no such golden path, version or channel.",
            "`GET /api/v1/templates/{name}` lists versions and channels."),
    UNKNOWN_SERVICE(404, "There are no facts of the service.", "`GET /api/v1/services` lists the services."),
    UNKNOWN_SERVICE_TEMPLATE(
            404,
            "The service's golden path is unknown.",
            "Annotate its entity with `milepost.dev/template`, or send a `scaffold.completed` event."),
    UNKNOWN_SLO(404, "There is no such SLO.", "`GET /api/v1/slos` lists the SLOs."),
    UNKNOWN_SLO_SERVICE(404, "No SLO covers this service.", "`GET /api/v1/slos` lists the SLOs with their services."),
    UNKNOWN_SLO_VERSION(404, "The SLO has no such version.", "`GET /api/v1/slos/{name}/versions` lists the versions."),
    UNKNOWN_TEMPLATE(404, "There is no such template.", "`GET /api/v1/templates` lists the golden paths."),
    UNKNOWN_TEMPLATE_VERSION(
            404, "There is no such version of the template.", "`GET /api/v1/templates/{name}` lists the versions."),
    UNKNOWN_TOKEN(404, "There is no such token.", "`GET /api/v1/access/tokens` lists the tokens."),
    UNKNOWN_WAIVER(404, "There is no such waiver.", "`GET /api/v1/waivers` lists the waivers."),
    UNKNOWN_WEBHOOK(404, "The webhook does not exist.", "The detail lists the vendors that are supported."),
    UNSERVED_TEMPLATE(
            404,
            "The version has no Template.",
            "It is not published, or withdrawn. `GET /api/v1/templates/{name}` lists the versions."),
    METHOD_NOT_ALLOWED(405, "The method is not allowed at this address.", "`Allow` lists the methods of the address."),
    NOT_ACCEPTABLE(
            406,
            "No format of the response matches the Accept header.",
            "The detail lists the formats. Change `Accept`."),
    SLOW_BODY(408, "The body did not arrive in time.", "Send it again over a faster connection, or in smaller parts."),
    EVIDENCE_KEY_TAKEN(
            409,
            "The name is that of another key.",
            "A key never changes under its name. Register the new one under another name."),
    IDEMPOTENCY_KEY_USED(
            409,
            "The idempotency key was used for another request.",
            "Use a new key for each request, and the same key only to repeat one."),
    INCOMPLETE_QUARANTINE_ENTRY(
            409,
            "The record was not stored completely.",
            "It was too large, so it cannot be replayed. Send the event again in smaller parts."),
    POLICY_NOT_PROVEN(
            409,
            "The policy has not shown enough to be enforced.",
            "The detail has the figures. Wait, mend what would be blocked, or send a reason."),
    POLICY_VERSION_NOT_LATER(
            409,
            "The version of the policy is not later than the current one.",
            "Give the policy a later version. To return to older content, save that as a later version."),
    PREVIEW_OUTDATED(409, "The facts have changed since the preview.", "Look at the preview again, and send that one."),
    PREVIEW_REQUIRED(409, "The deletion names no preview.", "Ask for the preview, and send its `preview`."),
    SLO_COMES_WITH_MILEPOST(
            409,
            "The SLO is not a saved one.",
            "Disable it, or remove the annotation of the component that defines it."),
    SLO_NAME_TAKEN(409, "An SLO with this name already exists.", "Choose another name, or delete that SLO first."),
    TOKEN_NAME_TAKEN(409, "A token with this name already exists.", "Revoke that token first, or choose another name."),
    TOO_MANY_CORRECTIONS(
            409, "The SLO has too many corrections.", "Revoke some, or replace several by one that recurs."),
    TOO_MANY_VANISH(
            409,
            "The full sync would remove too much of the catalog.",
            "The list is probably incomplete. If it is complete, send it with `force`."),
    UNKNOWN_BASE(
            409,
            "The service's version or its parameter values are unknown.",
            "Send them with the request, as the detail says."),
    VERSION_TAKEN(
            409,
            "The version has been published with other content.",
            "A published version never changes. Publish the content as another version."),
    VERSION_YANKED(
            409,
            "The version has been withdrawn.",
            "Choose another version. The detail names the successor, if there is one."),
    WAIVER_NOT_OPEN(
            409, "The waiver cannot be approved any more.", "It was approved or revoked, or it expired. Ask for another."),
    TOO_LARGE(413, "The body is larger than the limit.", "The detail has the limit. Send less, or several requests."),
    ADDRESS_TOO_LONG(414, "The address is longer than the limit.", "Send fewer or shorter parameters."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not supported.",
            "The detail lists those that are. Change `Content-Type`, and send no `Content-Encoding`."),
    BREAKING_CHANGE(
            422,
            "The version is not compatible with its major version.",
            "`errors` lists what is missing. Keep it, declare it as renamed or retired, or publish a new major version."),
    COUNT_TOO_LARGE(
            422,
            "The events could not be counted in memory.",
            "Use a shorter time window or more filters, or save the SLO, which counts the events in the background."),
    COUNT_TOO_LONG(
            422,
            "The events could not be counted in time.",
            "Use simpler filters, or save the SLO, which counts the events in the background."),
    INVALID_CORRECTION(422, "The correction is invalid.", "`errors` has each fault with its place."),
    INVALID_ENFORCEMENT(
            422,
            "The enforcement of the policy is invalid.",
            "`errors` has each fault with its place."),
    INVALID_EVALUATION(422, "The evaluation request is invalid.", "`errors` has each fault with its place."),
    INVALID_GATE_POLICY(
            422,
            "The error budget policy is invalid.",
            "`errors` has each fault with its place. `GET /api/v1/slos/gate/policy/schema` describes policies."),
    INVALID_MANIFEST(
            422,
            "The manifest is invalid.",
            "`errors` has each fault with its place. `GET /api/v1/templates/schemas/golden-path` describes manifests."),
    INVALID_MODULE_ARCHIVE(
            422,
            "The archive is not a valid module.",
            "`errors` names the file. The archive needs a manifest and the files beneath `skeleton/`."),
    INVALID_EVIDENCE(
            422,
            "The document is not valid evidence.",
            "`errors` has each fault with its place in the document. Nothing was stored."),
    INVALID_EVIDENCE_KEY(422, "The key cannot be registered.", "`errors` has each fault with its place."),
    INVALID_EVIDENCE_TYPE(422, "The evidence type is not valid.", "`errors` has each fault with its place."),
    INVALID_OPENSLO(
            422, "The OpenSLO documents are invalid or not supported.", "`errors` has each fault with its place."),
    INVALID_PLAN_REQUEST(422, "The plan request is invalid.", "`errors` has each fault with its place."),
    INVALID_POLICY(
            422,
            "The policy is invalid.",
            "`errors` has each fault with its place. `GET /api/v1/policies/schema` describes policies."),
    INVALID_TREE(422, "The paths of the files are invalid.", "`errors` names each path and what is wrong with it."),
    INVALID_WAIVER(422, "The request for a waiver is invalid.", "`errors` has each fault with its place."),
    MISNAMED_SLO(
            422,
            "The documents do not define the requested SLO.",
            "Send one document of kind SLO with the name in the path."),
    MISPLACED_MANIFEST(
            422, "The manifest does not match the path of the request.", "Publish it under its own name and kind."),
    NO_UPGRADE(422, "There is no upgrade between these releases.", "Choose a higher version that is not withdrawn."),
    TOO_MANY_SLOS(
            422,
            "There are too many SLOs.",
            "All definitions together have a limit. Shorten this one, or another one."),
    UNCOMPOSABLE_MODULES(
            422,
            "The modules cannot be composed.",
            "Two modules claim the same, or one refers to what no module has. The detail names them."),
    UNREADABLE_ARCHIVE(
            422,
            "The archive cannot be read.",
            "It is not a tar archive, is incomplete, or exceeds a limit, as the detail says."),
    UNREADABLE_DECISION_LOG(
            422,
            "The decision log cannot be read.",
            "The body must be a JSON list of decisions as OPA sends them, plain or with gzip, within the limits."),
    UNREADABLE_DELIVERY(
            422,
            "The delivery does not have the form that its vendor documents.",
            "`errors` names the missing members."),
    UNREADABLE_EVENT(
            422,
            "The event does not satisfy the contract of golden events.",
            "`errors` has each fault. `GET /api/v1/event-types/{type}/schema` describes the data."),
    UNREADABLE_SYNC(422, "The body is not a valid sync request.", "`errors` has each fault with its place."),
    UNRENDERABLE_TEMPLATE(
            422,
            "The template cannot be rendered.",
            "`errors` names the file. The values do not fit it, or it exceeds a limit."),
    UNRESOLVABLE_MODULES(
            422,
            "The module ranges have no common solution.",
            "The detail says which ranges exclude each other. Change one."),
    UNUSABLE_TOKEN(422, "The request for a new API token is invalid.", "`errors` has each fault with its place."),
    UNVERIFIED_EVIDENCE(
            422,
            "The signature of the document is not verified.",
            "No key that is registered for the service made it. `GET /api/v1/evidence-keys` lists the keys."),
    TOO_MANY_REQUESTS(429, "The caller sends too many requests.", "Wait the seconds in `Retry-After`."),
    HEADERS_TOO_LARGE(431, "The headers are longer than the limit.", "Send fewer or shorter headers."),
    UNEXPECTED_FAILURE(
            500,
            "The service failed unexpectedly.",
            "The failure was logged. Try again later, or report it to the operators of the service."),
    BROKER_AWAY(503, "Kafka does not respond.", "Try again later."),
    BUSY(
            503,
            "The service is busy.",
            "Other requests use the memory. Send the request again a moment later, or ask for less."),
    CATALOG_AWAY(503, "The catalog is not available.", "Send the delivery again."),
    DATABASE_AWAY(
            503,
            "The database is unavailable.",
            "Nothing was written. Wait the seconds in `Retry-After`. Events are still accepted."),
    DISK_FULL(
            503,
            "The database's disk is full.",
            "Nothing was written. The operators of the service must give PostgreSQL disk space."),
    INTAKE_BUSY(
            503,
            "Kafka did not store all events in time.",
            "Send all of them again: those that were stored count once."),
    ISSUER_UNREACHABLE(
            503,
            "The token cannot be verified at the moment.",
            "The issuer's keys or the user's groups cannot be fetched. Send the request again later."),
    QUERY_TOO_SLOW(503, "The query took too long.", "Narrow the query: name a service, or a shorter time range."),
    TOKENS_UNREACHABLE(
            503,
            "Tokens cannot be verified at the moment.",
            "The database is unavailable. Send the request again later."),
    WEBHOOK_NOT_CONFIGURED(
            503,
            "No secret is configured for the webhook.",
            "The operators of the service must configure the secret of the vendor."),
    HTTP_VERSION_NOT_SUPPORTED(505, "The HTTP version is not supported.", "Use HTTP/1.1.");

    private final int status;
    private final String title;
    private final String description;

    ProblemType(int status, String title, String description) {
        this.status = status;
        this.title = title;
        this.description = description;
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
