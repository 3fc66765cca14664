package dev.milepost.policy.enforcement;

import dev.milepost.policy.definitions.Subject;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The modes of policies as feature flags, resolved by OpenFeature. The flag of a policy is {@code policy.NAME}, and its
 * value is the name of a mode. The context has the service as targeting key, and the attributes {@code service}, {@code
 * team}, {@code template}, {@code template_version}, {@code environment}, {@code environment_tier} and {@code hook}.
 */
@ApplicationScoped
@Startup
public class Modes {

    static final String SERVICE = "service";
    static final String TEAM = "team";
    static final String TEMPLATE = "template";
    static final String TEMPLATE_VERSION = "template_version";
    static final String ENVIRONMENT = "environment";
    static final String TIER = "environment_tier";
    static final String HOOK = "hook";

    /** The metadata of a flag in which a provider says why. */
    static final String BECAUSE = "because";

    private static final String DOMAIN = "milepost.policies";
    private static final String PREFIX = "policy.";

    private final ModesConfig config;
    private final Client client;

    /**
     * @param configured the class of an OpenFeature provider on the class path, with a constructor without parameters.
     *     By default the modes are those that {@code PUT /api/v1/policies/{name}/enforcement} saves
     */
    Modes(
            ModesConfig config,
            TableProvider table,
            @ConfigProperty(name = "milepost.policies.flags.provider") Optional<String> configured) {
        this.config = config;
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(DOMAIN, configured.map(Modes::instantiate).orElse(table));
        this.client = api.getClient(DOMAIN);
    }

    /**
     * The mode of a policy for a subject.
     *
     * @param because a sentence
     */
    public record ResolvedMode(Mode mode, String because) {}

    public ResolvedMode resolve(String policy, Subject subject) {
        var tier = subject.environmentTier();
        var byTier = config.of(tier);
        var flag = client.getStringDetails(PREFIX + policy, byTier.wireName(), context(subject));
        var defaults = "%s is the mode of policies in %s.".formatted(byTier.wireName(), tier);
        if (flag.getErrorCode() != null) {
            return new ResolvedMode(
                    byTier, "The provider of flags failed (%s), so %s".formatted(flag.getErrorCode(), defaults));
        }
        var mode = Mode.find(flag.getValue());
        if (mode.isEmpty()) {
            return new ResolvedMode(byTier, "The provider of flags gave no mode, so " + defaults);
        }
        return new ResolvedMode(mode.get(), because(flag).orElse(defaults));
    }

    private static Optional<String> because(FlagEvaluationDetails<String> flag) {
        var said =
                flag.getFlagMetadata() == null ? null : flag.getFlagMetadata().getString(BECAUSE);
        if (said != null) {
            return Optional.of(said);
        }
        var reason = flag.getReason();
        return reason == null || reason.equals("DEFAULT")
                ? Optional.empty()
                : Optional.of("The feature flag says so (%s).".formatted(reason));
    }

    private static ImmutableContext context(Subject subject) {
        Map<String, Value> attributes = new HashMap<>();
        attributes.put(SERVICE, new Value(subject.service()));
        attributes.put(TEAM, new Value(subject.team()));
        attributes.put(TEMPLATE, new Value(subject.template()));
        attributes.put(TEMPLATE_VERSION, new Value(subject.templateVersion()));
        attributes.put(ENVIRONMENT, new Value(subject.environment()));
        attributes.put(TIER, new Value(subject.environmentTier()));
        attributes.put(HOOK, new Value(subject.hook().wireName()));
        return new ImmutableContext(subject.service(), attributes);
    }

    static String policyOf(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
    }

    private static FeatureProvider instantiate(String name) {
        try {
            var type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
            return (FeatureProvider) type.getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | ClassCastException e) {
            throw new IllegalArgumentException(
                    "milepost.policies.flags.provider must name a FeatureProvider of OpenFeature on the class path: "
                            + name,
                    e);
        }
    }
}
