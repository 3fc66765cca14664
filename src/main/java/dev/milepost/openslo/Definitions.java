package dev.milepost.openslo;

import java.util.List;
import java.util.Optional;

/** Documents that refer to each other by name. */
final class Definitions {

    private final List<OpenSloDocument> documents;

    Definitions(List<OpenSloDocument> documents) {
        this.documents = List.copyOf(documents);
    }

    List<Place> ofKind(String kind) {
        return documents.stream()
                .filter(document -> document.kind().equals(kind))
                .map(this::place)
                .toList();
    }

    /** What a reference names; a fault and nothing where it is not there. */
    Optional<Place> find(String kind, Place reference, Faults faults) {
        var found = documents.stream()
                .filter(document -> document.is(kind, reference.text()))
                .findFirst()
                .map(this::place);
        if (found.isEmpty()) {
            faults.add(reference.pointer(), "names no %s that is among the documents".formatted(kind));
        }
        return found;
    }

    private Place place(OpenSloDocument document) {
        return new Place(document.content(), OpenSloReader.at(documents.indexOf(document), documents.size()));
    }
}
