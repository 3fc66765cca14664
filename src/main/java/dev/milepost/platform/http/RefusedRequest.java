package dev.milepost.platform.http;

import java.util.List;

/** A request that reached no endpoint, or that violates the constraints of the endpoint's parameters and body. */
final class RefusedRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    private RefusedRequest(int status, String slug, String title, String detail, List<Fault> faults) {
        super(status, slug, title, detail, faults);
    }

    static RefusedRequest of(int status, String detail) {
        return switch (status) {
            case 401 -> refused(status, "not-authenticated", "The caller is not authenticated.", detail);
            case 403 -> refused(status, "not-allowed", "The caller may not do this.", detail);
            case 404 -> refused(status, "not-found", "There is nothing at this address.", detail);
            case 406 ->
                refused(status, "not-acceptable", "No format of the response matches the Accept header.", detail);
            case 413 -> refused(status, "too-large", "The body is larger than the limit.", detail);
            case 414 -> refused(status, "address-too-long", "The address is longer than the limit.", detail);
            case 415 -> refused(status, "unsupported-media-type", "The media type is not supported.", detail);
            case 431 -> refused(status, "headers-too-large", "The headers are longer than the limit.", detail);
            case 503 -> refused(status, "busy", "The service is busy.", detail);
            case 505 -> refused(status, "http-version-not-supported", "The HTTP version is not supported.", detail);
            default -> refused(status, "bad-request", "The request is malformed.", detail);
        };
    }

    static RefusedRequest invalid(List<Fault> faults) {
        var detail = String.join(
                "; ", faults.stream().map(f -> f.pointer() + " " + f.detail()).toList());
        return new RefusedRequest(
                400, "invalid-request", "A parameter, header or body field of the request is invalid.", detail, faults);
    }

    private static RefusedRequest refused(int status, String slug, String title, String detail) {
        return new RefusedRequest(status, slug, title, detail, List.of());
    }
}
