package dev.milepost.security.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A token to authenticate, and the address of its sender. */
final class BearerRequest extends BaseAuthenticationRequest {

    private final String token;
    private final String address;

    BearerRequest(String token, String address) {
        this.token = token;
        this.address = address;
    }

    String token() {
        return token;
    }

    String address() {
        return address;
    }
}
