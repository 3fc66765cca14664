package dev.milepost.delivery.fourkeys;

/** Whose a fact is: by what was known of its service when it happened, or by what is known today. */
enum OwnershipMode {
    EVENT,
    CURRENT
}
