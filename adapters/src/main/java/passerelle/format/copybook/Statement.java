package passerelle.format.copybook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One statement of a copybook, up to its period. */
sealed interface Statement {

    /** On which it begins. */
    int line();

    /**
     * A data description entry.
     *
     * @param level 1 to 49, or 77
     * @param name as written; "" for FILLER
     */
    record Entry(
            int line,
            int level,
            String name,
            Optional<Token> picture,
            Optional<Usage> usage,
            Optional<Sign> sign,
            Optional<Occurs> occurs,
            Optional<String> redefines,
            Optional<Literal> value,
            Set<Trait> traits)
            implements Statement {

        public Entry {
            traits = Set.copyOf(traits);
        }

        /** The record around items that have none of their own. */
        static Entry around(String name, int line) {
            return new Entry(
                    line,
                    0,
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of());
        }

        boolean isElementary() {
            return picture.isPresent() || usage.filter(Usage::needsNoPicture).isPresent();
        }

        boolean isFiller() {
            return name.isEmpty();
        }

        boolean has(Trait trait) {
            return traits.contains(trait);
        }

        /** {@code ADDRESS}. */
        String title() {
            return name.isEmpty() ? "FILLER" : name;
        }

        /** {@code ADDRESS (line 12)}. */
        @Override
        public String toString() {
            return title() + " (line " + line + ")";
        }
    }

    /** Level 88: what an item is said to mean when it has one of these values. */
    record Condition(int line, String name, List<Range> values) implements Statement {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /**
     * Something that the layout can only speak of, at its place.
     *
     * @param standsForItems items belong here that the copybook does not have
     */
    record Remark(int line, String text, boolean standsForItems) implements Statement {}

    /** Clauses that are there or not. */
    enum Trait {
        SYNCHRONIZED,
        JUSTIFIED,
        BLANK_WHEN_ZERO
    }

    /** Where a DISPLAY number has its sign. */
    enum Sign {
        TRAILING("overpunch", 0),
        LEADING("overpunch-leading", 0),
        TRAILING_SEPARATE("trailing", 1),
        LEADING_SEPARATE("leading", 1);

        private final String word;
        private final int bytes;

        Sign(String word, int bytes) {
            this.word = word;
            this.bytes = bytes;
        }

        /** In the layout. */
        String word() {
            return word;
        }

        /** Beside the digits. */
        int bytes() {
            return bytes;
        }
    }

    /**
     * A table.
     *
     * @param dependingOn the item that says how many entries there are
     */
    record Occurs(long least, long most, Optional<String> dependingOn) {}

    /** A value of a VALUE clause. */
    record Literal(Kind kind, String text) {
        /** OTHER is a figurative constant, a hexadecimal literal and whatever else is not written as it is stored. */
        enum Kind {
            TEXT,
            NUMBER,
            OTHER
        }

        /** As a copybook has it. */
        @Override
        public String toString() {
            return kind == Kind.TEXT ? "'" + text + "'" : text;
        }
    }

    /** One value of a condition, or all from one to another. */
    record Range(Literal from, Optional<Literal> to) {
        @Override
        public String toString() {
            return from + to.map(last -> " THRU " + last).orElse("");
        }
    }
}
