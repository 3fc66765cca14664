package dev.milepost.security.caller;

/** The names of {@link Role}s, for annotations. */
public final class Roles {

    public static final String READER = "reader";
    public static final String EMITTER = "emitter";
    public static final String TEMPLATE_OWNER = "template-owner";
    public static final String PLATFORM_ADMIN = "platform-admin";

    /**
     * Not assignable. May read what Backstage fetches without a token. Readers always have it; all callers have it if
     * {@code milepost.access.open-templates} is set.
     */
    public static final String TEMPLATE_FETCHER = "template-fetcher";

    /** Not assignable. Emitters whose token is not restricted to some sources or services have it. */
    public static final String EMITTER_OF_ALL = "emitter of all sources and services";

    /**
     * Not assignable. Platform admins whose token is not restricted to some sources or services have it. What reaches the
     * data of all of them needs it, and so do tokens, as a restricted caller could create one without restrictions.
     */
    public static final String PLATFORM_ADMIN_OF_ALL = "platform-admin of all sources and services";

    private Roles() {}
}
