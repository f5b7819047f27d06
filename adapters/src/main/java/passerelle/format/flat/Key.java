package passerelle.format.flat;

/** Bytes that every record of a type has at one place: from a byte on, or as a field between delimiters. */
record Key(int at, byte[] bytes) {}
