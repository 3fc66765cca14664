package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import java.util.List;
import java.util.Optional;

/** A set of documents that refer to each other by name. */
final class OpenSloDocuments {

    private final List<OpenSloDocument> documents;

    OpenSloDocuments(List<OpenSloDocument> documents) {
        this.documents = List.copyOf(documents);
    }

    List<DocumentNode> ofKind(String kind) {
        return documents.stream()
                .filter(document -> document.kind().equals(kind))
                .map(this::place)
                .toList();
    }

    /** Returns the document that a reference names. If it does not exist, adds a fault and returns empty. */
    Optional<DocumentNode> find(String kind, DocumentNode reference, FaultCollector faults) {
        var found = documents.stream()
                .filter(document -> document.is(kind, reference.text()))
                .findFirst()
                .map(this::place);
        if (found.isEmpty()) {
            faults.add(reference.pointer(), "refers to a document of kind %s that is missing".formatted(kind));
        }
        return found;
    }

    private DocumentNode place(OpenSloDocument document) {
        return DocumentNode.of(
                document.content(), OpenSloReader.pointer(documents.indexOf(document), documents.size()));
    }
}
