package dev.milepost.security.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A token to authenticate, and the network of its sender. */
final class BearerRequest extends BaseAuthenticationRequest {

    private final String token;
    private final String network;

    BearerRequest(String token, String network) {
        this.token = token;
        this.network = network;
    }

    String token() {
        return token;
    }

    String network() {
        return network;
    }
}
