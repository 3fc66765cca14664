package dev.milepost.platform.requests;

/**
 * The room for bodies.
 *
 * @param arriving for bytes that have arrived, until the request is done with
 * @param working for what endpoints make of them
 */
record Rooms(Room arriving, Room working) {}
