package dev.milepost.events.contract;

import dev.milepost.events.contract.Envelope.EventContext;
import dev.milepost.events.contract.EventReader.EventContent;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.time.Rfc3339;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates the envelope. These rules apply to every event, whatever its type. */
final class EnvelopeRules {

    // Maximum lengths of attributes that become table keys, so that a key fits into an index page.
    private static final int ID_LENGTH = 512;
    private static final int SOURCE_LENGTH = 1024;
    private static final int TYPE_LENGTH = 256;

    static final String TIME = "must be an RFC 3339 time with an offset, in the years 0001 to 9999 UTC";

    private EnvelopeRules() {}

    /** @param ownAllowed whether the attributes that enrichment adds are allowed */
    static void check(Envelope envelope, EventContext context, boolean ownAllowed, List<Fault> faults) {
        AttributeNames.check(envelope.attributes().keySet(), ownAllowed, faults);
        var version = envelope.attribute("specversion").orElse("");
        if (!version.equals("1.0")) {
            faults.add(
                    version.isEmpty()
                            ? new Fault("/specversion", "is required: 1.0 or 0.3")
                            : new Fault("/specversion", "must be 1.0 or 0.3, not " + version));
        }
        checkText("/id", context.id(), ID_LENGTH, faults);
        checkText("/source", context.source(), SOURCE_LENGTH, faults);
        checkText("/type", envelope.attribute("type").orElse(""), TYPE_LENGTH, faults);
        checkTime(context.time(), faults);
        checkContentType(envelope.attributes().get("datacontenttype"), faults);
        envelope.attributes().forEach((name, value) -> {
            var illegal = AttributeValues.illegal(value);
            if (illegal.isPresent()
                    && faults.stream().noneMatch(fault -> fault.pointer().equals("/" + name))) {
                AttributeNames.addFault(faults, name, unstorable(illegal.getAsInt()));
            }
        });
    }

    /**
     * Rejects the media type of a CloudEvent. Where the content type decides the mode, an event nested in an event
     * could not be distinguished from the event itself.
     */
    private static void checkContentType(@Nullable String contentType, List<Fault> faults) {
        if (contentType != null && EventJson.isCloudEvent(contentType)) {
            faults.add(
                    new Fault("/datacontenttype", "must be the media type of the data, not application/cloudevents"));
        }
    }

    private static void checkText(String pointer, String text, int length, List<Fault> faults) {
        if (text.isEmpty()) {
            faults.add(new Fault(pointer, "is required and must not be empty"));
        } else if (text.length() > length) {
            faults.add(new Fault(pointer, "must be at most " + length + " characters long"));
        } else if (AttributeValues.illegal(text).isPresent()) {
            faults.add(
                    new Fault(pointer, unstorable(AttributeValues.illegal(text).getAsInt())));
        }
    }

    private static void checkTime(String time, List<Fault> faults) {
        if (time.isEmpty()) {
            faults.add(new Fault(
                    "/time",
                    "is required: the time at which the event happened. The time of arrival does not replace it"));
        } else if (Rfc3339.parse(time).isEmpty()) {
            faults.add(new Fault("/time", TIME));
        }
    }

    /**
     * Validates the end of the {@code dataschema} path only. Any host and path prefix is accepted, since events do not
     * depend on the proxy in front of this service.
     */
    static void checkSchemaAddress(Envelope envelope, String type, List<Fault> faults) {
        var address = "/api/v1/event-types/" + type + "/schema";
        if (envelope.attribute("dataschema")
                .filter(schema -> !schema.endsWith(address))
                .isPresent()) {
            faults.add(new Fault(
                    "/dataschema", "must be the address of the schema of this type, which ends with " + address));
        }
    }

    static void checkService(EventContent content, List<Fault> faults) {
        var service = content.service().orElse("-");
        var pointer = content.data().has("service_id") ? "/data/service_id" : "/subject";
        var isGood = !service.isBlank()
                && service.length() <= ID_LENGTH
                && AttributeValues.illegal(service).isEmpty();
        if (!isGood && faults.stream().noneMatch(fault -> fault.pointer().equals(pointer))) {
            faults.add(new Fault(
                    pointer,
                    "must name the service in 1 to 512 characters that are not blank and no control characters"));
        }
    }

    private static String unstorable(int point) {
        return "must not contain the character " + AttributeValues.name(point);
    }
}
