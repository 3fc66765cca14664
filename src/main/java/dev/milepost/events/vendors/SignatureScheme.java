package dev.milepost.events.vendors;

/**
 * How a vendor signs a delivery: HMAC-SHA256 over the raw body, in hexadecimal digits.
 *
 * @param header the header with one or several signatures, separated by commas
 * @param prefix the prefix of each signature
 * @param maxBodyBytes the size of the largest accepted body, in bytes
 */
public record SignatureScheme(String header, String prefix, int maxBodyBytes) {}
