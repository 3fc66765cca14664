package dev.milepost.security.caller;

/** The names of {@link Role}s, where an annotation asks for one. */
public final class Roles {

    public static final String READER = "reader";
    public static final String EMITTER = "emitter";
    public static final String TEMPLATE_OWNER = "template-owner";
    public static final String PLATFORM_ADMIN = "platform-admin";

    /**
     * No role that could be given: may read what Backstage fetches without a token. Readers may always; everybody may
     * where {@code milepost.access.open-templates} says so.
     */
    public static final String TEMPLATE_FETCHER = "template-fetcher";

    /** No role that could be given either: an emitter's whose token is not restricted to some sources or services. */
    public static final String EMITTER_OF_ALL = "emitter of all sources and services";

    private Roles() {}
}
