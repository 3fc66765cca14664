package dev.milepost.testing.oracle;

/** What "already delivered in that environment" may mean of a head. */
public enum DeliveredHeadRule {
    /** It was the head of an earlier successful deployment there. */
    AS_HEAD,
    /** That, or it is a change that an earlier deployment there was the first of its tier to deliver. */
    FIRST_THERE,
    /** That, or an earlier deployment there brought it, whether or not another environment had it before. */
    AT_ALL_THERE
}
