package org.memhop.tasks.babi.generate;

/**
 * What a statement tells of one person.
 *
 * @param id the statement's id in the story
 * @param act what kind of thing happened
 * @param actor whom it happened to
 * @param thing the object handled, or the place where the actor now is (for {@code LEAVE}: no longer is)
 * @param other who receives the object ({@code GIVE}) or the place the actor may be in as well ({@code EITHER}); else empty
 */
record Event(int id, Act act, String actor, String thing, String other) {
    enum Act {
        MOVE,
        GET,
        DROP,
        GIVE,
        BE,
        LEAVE,
        EITHER;

        /** Whether an object changes hands or place. */
        boolean isOfObject() {
            return this == GET || this == DROP || this == GIVE;
        }
    }

    Event(int id, Act act, String actor, String thing) {
        this(id, act, actor, thing, "");
    }

    boolean isGetOf(String object) {
        return act == Act.GET && thing.equals(object);
    }

    boolean isMoveBy(String person) {
        return act == Act.MOVE && actor.equals(person);
    }

    boolean isOf(String object) {
        return act.isOfObject() && thing.equals(object);
    }
}
