import dev.milepost.client.ApiClient;
import dev.milepost.client.ApiException;
import dev.milepost.client.api.AccessApi;
import dev.milepost.client.api.CatalogApi;
import dev.milepost.client.api.EventsApi;
import dev.milepost.client.api.FourKeysApi;
import dev.milepost.client.api.SloGateApi;
import dev.milepost.client.api.SlosApi;
import dev.milepost.client.api.TemplatesApi;
import dev.milepost.client.model.CloudEvent;
import dev.milepost.client.model.GateDecision;
import dev.milepost.client.model.Role;
import dev.milepost.client.model.WantedToken;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Calls operations of a running service through a client that openapi-generator made: ADDRESS TOKEN. */
public final class Calls {

    private static final String SERVICE = "called-by-java";

    private final ApiClient client = new ApiClient();

    private Calls(String address, String token) {
        client.updateBaseUri(address);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    public static void main(String[] arguments) throws Exception {
        var calls = new Calls(arguments[0], arguments[1]);
        calls.sendEvents();
        calls.readNumbers();
        calls.readTemplates();
        calls.askGate();
        calls.createToken();
        System.out.println("Java: calls of 11 operations succeeded, and one was refused as it should.");
    }

    private void sendEvents() throws Exception {
        var events = new EventsApi(client);
        var change = Map.of("commit_sha", "a1", "service_id", SERVICE);
        var deployment = Map.of("deployment_id", "d1", "service_id", SERVICE, "environment", "production", "status",
                "success", "commit_sha", "a1");

        var first = events.acceptEvents(event("c1", "change.created", "2026-06-10T12:34:00Z", change), null);
        var second = events.acceptEvents(event("d1", "deploy.completed", "2026-06-10T12:50:00Z", deployment), null);

        expect(1, first.getAccepted());
        expect(1, second.getAccepted());
        for (var tries = 0; events.getPipeline().getLagEvents() != 0 && tries < 120; tries++) {
            Thread.sleep(250);
        }
        var items = events.listEvents(List.of(SERVICE), null, null, null, null, null, null).getItems();
        expect(List.of("d1", "c1"), items.stream().map(item -> item.getId()).toList());
    }

    private void readNumbers() throws ApiException {
        var fourKeys = new FourKeysApi(client);
        var from = "2026-06-01T00:00:00Z";
        var to = "2026-07-01T00:00:00Z";

        var keys = fourKeys.getFourKeys(
                List.of(SERVICE), null, null, null, null, from, to, null, null, null, null, null, null, null);
        var deployments = fourKeys.listDeployments(List.of(SERVICE), null, null, null, null, from, to, null, null, null, null, null);

        expect(1L, keys.getDeploymentFrequency().getCount());
        expect(960, keys.getLeadTimeForChanges().getP50Seconds().intValue());
        expect("d1", deployments.getItems().get(0).getDeploymentId());
    }

    private void readTemplates() throws ApiException {
        var templates = new TemplatesApi(client);
        var entity = Map.of("kind", "Component", "metadata",
                Map.of("name", SERVICE, "annotations", Map.of("milepost.dev/tier", "one")));

        var template = templates.listTemplates(null, null, null, null, null, null, 1, null).getItems().get(0);
        var lock = templates.getTemplateLock(template.getName(), template.getVersion());
        var verdicts = new CatalogApi(client).validateEntities(entity);

        expect(template.getName(), lock.getTemplate());
        expect(false, verdicts.getValid());
        try {
            templates.getTemplate("no-such-template");
            throw new AssertionError("There is no such template.");
        } catch (ApiException e) {
            expect(404, e.getCode());
        }
    }

    private void askGate() throws ApiException {
        var slo = new SlosApi(client).listSlos(null, null, null, null, null, null, null).getItems().get(0).getName();

        var answer = new SloGateApi(client).askGate(null, null, null, List.of(slo), null);

        expect(GateDecision.ALLOW, answer.getDecision());
    }

    private void createToken() throws ApiException {
        var access = new AccessApi(client);

        var created = access.createToken(new WantedToken().name(SERVICE).addRolesItem(Role.EMITTER));
        access.revokeToken(created.getToken().getId());

        expect(SERVICE, created.getToken().getName());
    }

    private static CloudEvent event(String id, String type, String time, Object data) {
        return new CloudEvent().specversion(CloudEvent.SpecversionEnum._1_0).id(id).source(SERVICE)
                .type("com.company." + type).time(OffsetDateTime.parse(time)).data(data);
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("%s was expected, but it was %s.".formatted(expected, actual));
        }
    }
}
