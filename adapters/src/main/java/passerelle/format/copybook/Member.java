package passerelle.format.copybook;

import passerelle.format.copybook.Statement.Remark;

/** What stands in a record or group: an item, or a remark at its place. */
sealed interface Member permits Item, Member.Said {

    /** A place in the record where the layout can only say something. */
    record Said(Remark remark) implements Member {}
}
