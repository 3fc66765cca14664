package dev.milepost.delivery.fourkeys;

/** How a fact is assigned to an owner: by the service's attributes at the time of the fact, or by those of today. */
enum OwnershipMode {
    EVENT,
    CURRENT
}
