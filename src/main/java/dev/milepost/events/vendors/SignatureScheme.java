package dev.milepost.events.vendors;

/**
 * How a vendor signs: by HMAC-SHA256 over the body as it is sent, in hexadecimal digits.
 *
 * @param header has one signature or several, parted by commas
 * @param prefix of each
 * @param maxBodyBytes the largest body that the vendor sends
 */
public record SignatureScheme(String header, String prefix, int maxBodyBytes) {}
