package dev.milepost.events.vendors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The services that labels of an issue or pull request may name. */
final class ServiceLabels {

    private static final List<String> BEGINNINGS = List.of("service:", "service/", "component:", "component/");

    private ServiceLabels() {}

    /** Returns each label itself, and what follows {@code service:} or another beginning. */
    static List<String> of(Payload delivery, String at) {
        var names = new ArrayList<String>();
        for (var label : delivery.elements(at)) {
            label.find("/name").ifPresent(name -> {
                names.add(name);
                BEGINNINGS.stream()
                        .filter(begin -> name.toLowerCase(Locale.ROOT).startsWith(begin))
                        .map(begin -> name.substring(begin.length()).strip())
                        .forEach(names::add);
            });
        }
        return names;
    }
}
