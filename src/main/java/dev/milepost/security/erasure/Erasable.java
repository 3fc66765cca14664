package dev.milepost.security.erasure;

import java.util.List;

/** What a room stores of people or services. A room with such tables has a bean of this type. */
public interface Erasable {

    /** What the steps erase. */
    default ErasureKind kind() {
        return ErasureKind.PERSON;
    }

    /** The steps that erase it. Their names differ from those of all other beans. */
    List<ErasureStep> steps();
}
