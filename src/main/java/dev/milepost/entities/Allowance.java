package dev.milepost.entities;

/** What is left of the limits while a text is read. */
final class Allowance {

    private int left = Limits.CHARACTERS;
    private int depth;

    void takeValue(int characters) {
        take(Limits.VALUE + characters);
    }

    /** Takes what a value needs, or all that an alias repeats. */
    void take(int characters) {
        left -= characters;
        if (left < 0) {
            throw new UnreadableEntities(
                    "there is more in it than fits, what aliases repeat counted each time: send it in parts");
        }
    }

    int left() {
        return left;
    }

    void enter() {
        if (++depth > Limits.DEPTH) {
            throw new UnreadableEntities("lists and maps stand more than " + Limits.DEPTH + " deep in each other");
        }
    }

    void leave() {
        depth--;
    }
}
