package dev.milepost.platform.requests;

/**
 * The memory limits for bodies.
 *
 * @param arriving for received bytes, until the request has ended
 * @param working for processing by endpoints
 */
record Rooms(Room arriving, Room working) {}
