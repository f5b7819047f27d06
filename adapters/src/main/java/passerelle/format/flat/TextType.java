package passerelle.format.flat;

import passerelle.model.Result;

/** Text as it stands, without its padding. */
record TextType(Characters characters, Padding padding) implements FieldType {

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        return characters.decode(record, at, length, padding);
    }

    @Override
    public Result<byte[]> write(String text, int length) {
        return characters
                .encode(text)
                .then(bytes -> bytes.length > length
                        ? FieldType.tooLong(text, length, characters)
                        : Result.ok(padding.fill(bytes, length)));
    }

    @Override
    public boolean isNumber() {
        return false;
    }
}
