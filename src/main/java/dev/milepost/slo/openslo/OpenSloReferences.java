package dev.milepost.slo.openslo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which documents refer to which. Each document is searched for references once, however many refer to it. */
final class OpenSloReferences {

    /** The fields by which documents refer to others, by the kind of these. */
    private static final Map<String, String> FIELDS = Map.of(
            "SLI", "indicatorRef",
            "AlertPolicy", "alertPolicyRef",
            "AlertCondition", "conditionRef",
            "AlertNotificationTarget", "targetRef",
            "DataSource", "metricSourceRef",
            "Service", "service");

    private final List<OpenSloDocument> documents;
    private final List<BitSet> references = new ArrayList<>();

    /** @param documents of which each has its own kind and name */
    OpenSloReferences(List<OpenSloDocument> documents) {
        this.documents = documents;
        var positions = new HashMap<String, Map<String, Integer>>();
        for (int i = 0; i < documents.size(); i++) {
            var document = documents.get(i);
            positions.computeIfAbsent(document.kind(), kind -> new HashMap<>()).put(document.name(), i);
        }
        for (var document : documents) {
            var refersTo = new BitSet();
            FIELDS.forEach((kind, field) -> {
                var ofKind = positions.getOrDefault(kind, Map.of());
                if (!ofKind.isEmpty()) {
                    for (var name : document.content().findValuesAsText(field)) {
                        var position = ofKind.get(name);
                        if (position != null) {
                            refersTo.set(position);
                        }
                    }
                }
            });
            references.add(refersTo);
        }
    }

    /** A document and those that it refers to, directly or through others, in their order. */
    List<OpenSloDocument> reachableFrom(int position) {
        var reached = new BitSet();
        reached.set(position);
        var next = new ArrayDeque<>(List.of(position));
        while (!next.isEmpty()) {
            var added = (BitSet) references.get(next.remove()).clone();
            added.andNot(reached);
            reached.or(added);
            added.stream().forEach(next::add);
        }
        return reached.stream().mapToObj(documents::get).toList();
    }
}
